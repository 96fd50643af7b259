using FerKit.Imaging;

namespace FerKit.Figures;

/// <summary>The frame around one picture of an <see cref="ImageGrid"/>.</summary>
public enum GridFrame
{
    /// <summary>None.</summary>
    None,

    /// <summary>The colour of "right".</summary>
    Right,

    /// <summary>The colour of "wrong".</summary>
    Wrong,
}

/// <summary>How an <see cref="ImageGrid"/> is drawn.</summary>
/// <param name="Title">A line above the grid, which makes a narrow one wider and is cut at 700 pixels or the grid's width; null: none.</param>
/// <param name="Side">The longest side of each drawn picture in pixels; 0: as large as the largest picture is.</param>
/// <param name="Frames">A frame for each picture; null: none has one.</param>
public sealed record GridStyle(string? Title = null, int Side = 0, IReadOnlyList<GridFrame>? Frames = null);

/// <summary>Pictures with captions, in rows, as one picture on white.</summary>
public static class ImageGrid
{
    private const int Gap = 10, Margin = 12, FrameWidth = 4, CaptionGap = 4, MaxSide = 1024, WidestTitle = 700;

    private static readonly (byte R, byte G, byte B) Ink = (0x2B, 0x34, 0x40), Right = (0x00, 0x72, 0xB2), Wrong = (0xD5, 0x5E, 0x00);

    /// <summary>Draws the grid.</summary>
    /// <param name="images">The pictures, row after row; they may differ in size.</param>
    /// <param name="captions">A caption each, lines separated by <c>\n</c>, cut where too long; null: none has one.</param>
    /// <param name="columns">Pictures in a row.</param>
    /// <param name="style">Title, size, frames.</param>
    /// <exception cref="ArgumentException">No pictures, or lists that do not fit their number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No columns, or a side below 0 or over 1,024.</exception>
    public static RgbImage Draw(IReadOnlyList<RgbImage> images, IReadOnlyList<string>? captions, int columns, GridStyle? style = null)
    {
        style ??= new GridStyle();
        Check(images, captions, columns, style);
        List<RgbImage> pictures = [.. images.Select(image => Scaled(image, style.Side))];
        columns = Math.Min(columns, pictures.Count);
        int rows = (pictures.Count + columns - 1) / columns;
        int width = pictures.Max(p => p.Width), height = pictures.Max(p => p.Height);
        int lines = captions?.Max(caption => caption.Split('\n').Length) ?? 0;
        int rowHeight = height + (lines == 0 ? 0 : CaptionGap + lines * CaptionFont.Caption.Height);
        int top = Margin + (style.Title is null ? 0 : CaptionFont.Title.Height + Gap);

        int across = Math.Max(columns * width + (columns - 1) * Gap, style.Title is null ? 0 : Math.Min(CaptionFont.Title.Measure(style.Title), WidestTitle));
        var grid = new RgbImage(2 * Margin + across, top + rows * rowHeight + (rows - 1) * Gap + Margin);
        Array.Fill(grid.Pixels, byte.MaxValue);
        if (style.Title is not null)
            CaptionFont.Title.Draw(grid, CaptionFont.Title.Fit(style.Title, grid.Width - 2 * Margin), Margin, Margin - 2, Ink);
        for (int i = 0; i < pictures.Count; i++)
        {
            int x = Margin + i % columns * (width + Gap), y = top + i / columns * (rowHeight + Gap);
            Place(grid, pictures[i], x + (width - pictures[i].Width) / 2, y + (height - pictures[i].Height) / 2, style.Frames?[i] ?? GridFrame.None);
            string[] text = captions?[i].Split('\n') ?? [];
            for (int line = 0; line < text.Length; line++)
            {
                string fitting = CaptionFont.Caption.Fit(text[line], width + Gap - 2);
                CaptionFont.Caption.Draw(grid, fitting, x + (width - CaptionFont.Caption.Measure(fitting)) / 2,
                    y + height + CaptionGap + line * CaptionFont.Caption.Height, Ink);
            }
        }
        return grid;
    }

    private static void Check(IReadOnlyList<RgbImage> images, IReadOnlyList<string>? captions, int columns, GridStyle style)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(style.Side);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(style.Side, MaxSide);
        if (images.Count == 0)
            throw new ArgumentException("There is no picture to draw.", nameof(images));
        if (captions is not null && captions.Count != images.Count)
            throw new ArgumentException($"{images.Count} pictures have {captions.Count} captions.", nameof(captions));
        if (style.Frames is not null && style.Frames.Count != images.Count)
            throw new ArgumentException($"{images.Count} pictures have {style.Frames.Count} frames.", nameof(style));
    }

    private static RgbImage Scaled(RgbImage image, int side)
    {
        int longest = Math.Max(image.Width, image.Height);
        return side == 0 || side == longest ? image
            : ImageCodec.Default.Resize(image, Math.Max(1, image.Width * side / longest), Math.Max(1, image.Height * side / longest));
    }

    private static void Place(RgbImage grid, RgbImage picture, int x, int y, GridFrame frame)
    {
        for (int row = 0; row < picture.Height; row++)
            picture.Row(row).CopyTo(grid.Row(y + row)[(x * 3)..]);
        if (frame == GridFrame.None)
            return;
        (byte R, byte G, byte B) color = frame == GridFrame.Right ? Right : Wrong;
        for (int row = 0; row < picture.Height; row++)
            for (int column = 0; column < picture.Width; column++)
                if (Math.Min(Math.Min(row, picture.Height - 1 - row), Math.Min(column, picture.Width - 1 - column)) < FrameWidth)
                    (grid.Row(y + row)[(x + column) * 3], grid.Row(y + row)[(x + column) * 3 + 1], grid.Row(y + row)[(x + column) * 3 + 2]) = (color.R, color.G, color.B);
    }
}
