using FerKit.Torch.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// Batch normalisation: with the statistics of the batch in training, which also move the running ones, and with the
/// running ones in evaluation.
/// </summary>
public abstract class BatchNorm : NormBase
{
    internal BatchNorm(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
    {
    }

    public override Tensor forward(Tensor input)
    {
        ValidateInputDimensions(input);
        bool training = this.training;
        double factor = momentum ?? 0;
        if (training && track_running_stats && num_batches_tracked is { } batches)
        {
            Aten.InPlace("add_.Scalar", batches, 1L);
            if (momentum is null) factor = 1.0 / Aten.CallLong("item", batches);
        }
        bool useRunning = !training || track_running_stats;
        bool useBatch = training || (running_mean is null && running_var is null);
        return nn.functional.batch_norm(input, useRunning ? running_mean : null, useRunning ? running_var : null, weight, bias, useBatch, factor, eps);
    }
}
