using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Tests.Models;

/// <summary>Running statistics that are no longer 0 and 1, so that a test sees when they get lost.</summary>
internal static class TrainedStatistics
{
    /// <summary>Two forward passes in training mode; then evaluation mode.</summary>
    public static void Move(Module<Tensor, Tensor> model)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        model.train();
        for (int i = 0; i < 2; i++) model.call(2 * randn(4, 3, 64, 64) + 0.5);
        model.eval();
    }
}
