namespace FerKit.Data;

/// <summary>How pixels become a network's input: (p / 255 - mean) / deviation for each of red, green, blue.</summary>
/// <param name="Mean">Three means, of pixels from 0 to 1.</param>
/// <param name="Deviation">Three standard deviations, of pixels from 0 to 1.</param>
public sealed record Normalisation(IReadOnlyList<float> Mean, IReadOnlyList<float> Deviation)
{
    /// <summary>ImageNet's statistics, which torchvision's weights expect.</summary>
    public static Normalisation ImageNet { get; } = new([0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f]);
}
