namespace FerKit.Models;

/// <summary>Checks that every module makes of its channels and its input.</summary>
internal static class Shapes
{
    /// <exception cref="ArgumentException">Less than one channel.</exception>
    public static long Channels(long channels) => channels >= 1
        ? channels : throw new ArgumentException($"channels is {channels}: it must be at least 1.", nameof(channels));

    /// <exception cref="ArgumentException">Not (N, C, H, W).</exception>
    public static void Check(TorchSharp.torch.Tensor input)
    {
        if (input.dim() != 4)
            throw new ArgumentException($"the input is ({string.Join(", ", input.shape)}): it must be (N, C, H, W).", nameof(input));
    }
}
