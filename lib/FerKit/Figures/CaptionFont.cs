using System.IO.Compression;
using FerKit.Imaging;

namespace FerKit.Figures;

/// <summary>
/// The two faces in which pictures are labelled, as pictures of their glyphs (caption-font.bin, made by
/// make_caption_font.py). Characters it lacks are drawn as a question mark.
/// </summary>
internal sealed class CaptionFont
{
    private sealed record Glyph(int Advance, int Left, int Width, byte[] Coverage);

    private static readonly Lazy<(CaptionFont Caption, CaptionFont Title)> Faces = new(Load);

    private readonly Dictionary<char, Glyph> _glyphs = [];

    private CaptionFont(BinaryReader reader)
    {
        Height = reader.ReadByte();
        reader.ReadByte(); // the ascent: every glyph is drawn as tall as the face
        for (int left = reader.ReadUInt16(); left > 0; left--)
        {
            var character = (char)reader.ReadUInt16();
            (byte advance, sbyte bearing, byte width) = (reader.ReadByte(), reader.ReadSByte(), reader.ReadByte());
            _glyphs.Add(character, new Glyph(advance, bearing, width, reader.ReadBytes(width * Height)));
        }
    }

    /// <summary>For captions.</summary>
    internal static CaptionFont Caption => Faces.Value.Caption;

    /// <summary>For titles: larger and bold.</summary>
    internal static CaptionFont Title => Faces.Value.Title;

    /// <summary>Height of a line, in pixels.</summary>
    internal int Height { get; }

    /// <summary>Width of a text, in pixels.</summary>
    internal int Measure(string text) => text.Sum(c => Of(c).Advance);

    /// <summary>The text, cut to a width with an ellipsis.</summary>
    internal string Fit(string text, int width)
    {
        if (Measure(text) <= width)
            return text;
        int length = text.Length;
        while (length > 0 && Measure(text[..length].TrimEnd() + "…") > width)
            length--;
        return text[..length].TrimEnd() + "…";
    }

    /// <summary>Draws one line of text, its left upper corner at (x, y); what falls outside the picture is cut.</summary>
    internal void Draw(RgbImage target, string text, int x, int y, (byte R, byte G, byte B) ink)
    {
        foreach (char c in text)
        {
            Glyph glyph = Of(c);
            for (int row = Math.Max(0, -y); row < Height && y + row < target.Height; row++)
            {
                Span<byte> line = target.Row(y + row);
                for (int column = 0; column < glyph.Width; column++)
                {
                    int at = x + glyph.Left + column;
                    if (at < 0 || at >= target.Width)
                        continue;
                    int coverage = glyph.Coverage[row * glyph.Width + column];
                    Blend(ref line[at * 3], ink.R, coverage);
                    Blend(ref line[at * 3 + 1], ink.G, coverage);
                    Blend(ref line[at * 3 + 2], ink.B, coverage);
                }
            }
            x += glyph.Advance;
        }
    }

    private static void Blend(ref byte under, byte ink, int coverage) =>
        under = (byte)((under * (255 - coverage) + ink * coverage + 127) / 255);

    private Glyph Of(char c) => _glyphs.TryGetValue(c, out Glyph? glyph) ? glyph : _glyphs['?'];

    private static (CaptionFont Caption, CaptionFont Title) Load()
    {
        using Stream file = typeof(CaptionFont).Assembly.GetManifestResourceStream("FerKit.Figures.caption-font.bin")!;
        using var reader = new BinaryReader(new DeflateStream(file, CompressionMode.Decompress));
        return (new CaptionFont(reader), new CaptionFont(reader));
    }
}
