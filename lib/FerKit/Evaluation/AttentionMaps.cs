using FerKit.Imaging;
using FerKit.Models;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Evaluation;

/// <summary>Where the attention of ACmix (eq. 5) goes in a picture.</summary>
public static class AttentionMaps
{
    /// <summary>Heat maps of a batch: how much attention each place gets, heads together, the most 1.</summary>
    /// <param name="model">A network with an <see cref="AcMix"/>; its mode stays as it is.</param>
    /// <param name="images">(N, 3, H, W), normalised, on the model's device.</param>
    /// <param name="from">The only place that looks, from (0, 0), the upper left corner, to (1, 1); null for all places together.</param>
    /// <exception cref="ArgumentException">A network without ACmix, or a place outside the picture.</exception>
    /// <exception cref="FerKitException">The attention is no numbers.</exception>
    public static IReadOnlyList<HeatMap> Of(Module<Tensor, Tensor> model, Tensor images, (double X, double Y)? from = null)
    {
        if (from is { } place && (place.X is < 0 or > 1 || place.Y is < 0 or > 1))
            throw new ArgumentException($"the place ({place.X}, {place.Y}) lies outside the picture: both must be from 0 to 1.", nameof(from));
        var acmix = model.modules().OfType<AcMix>().FirstOrDefault() ?? throw new ArgumentException("the model has no ACmix, and so no attention to show: take a GCLNet with MGC.", nameof(model));
        using var off = no_grad();
        using var scope = NewDisposeScope();
        Tensor? input = null;
        using var mode = new EvaluationMode(model);
        var hook = acmix.register_forward_hook((_, features, output) =>
        {
            input ??= features.detach().DetachFromDisposeScope();
            return output;
        });
        try
        {
            model.call(images);
            int height = (int)input!.size(2), width = (int)input.size(3);
            (long, long)? pixel = from is { } at ? (Math.Min((long)(at.Y * height), height - 1), Math.Min((long)(at.X * width), width - 1)) : null;
            var maps = acmix.Attention(input, pixel).sum(1);
            if (!maps.isfinite().all().item<bool>())
                throw new FerKitException("the model's attention is no numbers: its weights are damaged, or its training diverged; use other weights.");
            maps /= maps.amax([1, 2], keepdim: true);
            return [.. maps.to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray().Chunk(height * width).Select(values => new HeatMap(height, width, values))];
        }
        finally
        {
            hook.remove();
            input?.Dispose();
        }
    }
}
