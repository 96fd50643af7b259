using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing.Processors.Transforms;

namespace FerKit.Imaging;

/// <summary>
/// Each pixel as the mean of the source it covers, pixels that are covered in part counting by that part: the area method of
/// OpenCV. ImageSharp's box takes such pixels whole or not at all.
/// </summary>
/// <param name="scale">Source pixels to a pixel, at least 1.</param>
internal readonly struct AreaResampler(float scale) : IResampler
{
    /// <summary>Half the reach, in pixels of the result.</summary>
    public float Radius => 0.5f + 0.5f / scale;

    /// <summary>The covered length of a source pixel whose middle is <paramref name="x"/> pixels of the result away.</summary>
    public float GetValue(float x) => Math.Clamp(scale / 2 + 0.5f - Math.Abs(x) * scale, 0, 1);

    /// <inheritdoc/>
    public void ApplyTransform<TPixel>(IResamplingTransformImageProcessor<TPixel> processor)
        where TPixel : unmanaged, IPixel<TPixel> => processor.ApplyTransform(in this);
}
