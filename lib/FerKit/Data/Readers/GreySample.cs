using System.Globalization;
using FerKit.Imaging;

namespace FerKit.Data.Readers;

/// <summary>A 48 x 48 grey picture that a csv holds as text.</summary>
internal sealed record GreySample(string Path, DataSplit Split, ReadOnlyMemory<byte> Pixels) : Sample(Path, 0, Split)
{
    /// <summary>Height and width.</summary>
    public const int Side = 48;

    /// <inheritdoc/>
    public override RgbImage Read()
    {
        var image = new RgbImage(Side, Side);
        for (int i = 0; i < Pixels.Length; i++) image.Pixels.AsSpan(3 * i, 3).Fill(Pixels.Span[i]);
        return image;
    }

    /// <summary>Understands numbers from 0 to 255 with spaces between them, in quotes or not.</summary>
    /// <returns>What is wrong with them; null when nothing is.</returns>
    public static string? Parse(ReadOnlySpan<char> text, out byte[] pixels)
    {
        pixels = new byte[Side * Side];
        int count = 0;
        text = text.Trim(" \"");
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
