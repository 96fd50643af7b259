using System.Globalization;
using FerKit.Imaging;

namespace FerKit.Data.Readers;

/// <summary>A 48 x 48 grey picture that a csv holds as text: its root is the csv itself, its file a row of it.</summary>
internal sealed record GreySample(string Root, string File, DataSplit Split, ReadOnlyMemory<byte> Pixels) : Sample(Root, File, 0, Split)
{
    /// <inheritdoc/>
    public override string Path => Root;

    /// <summary>Height and width.</summary>
    public const int Side = 48;

    /// <inheritdoc/>
    public override RgbImage Read(ImageLimits? limits = null)
    {
        var image = new RgbImage(Side, Side);
        for (int i = 0; i < Pixels.Length; i++) image.Pixels.AsSpan(3 * i, 3).Fill(Pixels.Span[i]);
        return image;
    }

    /// <inheritdoc/>
    public override void ReadSquare(int size, Span<byte> planes, ImageLimits? limits = null) => SquarePixels.Write(Read(limits), size, planes);

    /// <summary>Understands numbers from 0 to 255 with spaces between them.</summary>
    /// <returns>What is wrong with them; null when nothing is.</returns>
    public static string? Parse(ReadOnlySpan<char> text, out byte[] pixels)
    {
        pixels = new byte[Side * Side];
        int count = 0;
        foreach (Range word in text.Split(' '))
        {
            if (text[word].IsEmpty) continue;
            if (!byte.TryParse(text[word], NumberStyles.None, CultureInfo.InvariantCulture, out byte value))
                return $"pixel {count + 1} is '{OneLine.Of(text[word].ToString())}', expected a number from 0 to 255";
            if (count < pixels.Length) pixels[count] = value;
            count++;
        }
        return count == pixels.Length ? null : $"{count} pixels, expected {pixels.Length}";
    }
}
