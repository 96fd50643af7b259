namespace FerKit.Imaging.Formats;

/// <summary>Turns stored pixels upright after EXIF's orientation (CIPA DC-008, tag 0x0112).</summary>
internal static class Orientation
{
    /// <summary>Returns the upright picture; the same object when it already is.</summary>
    internal static RgbImage Apply(RgbImage stored, int orientation)
    {
        if (orientation == 1) return stored;
        // Upright pixel (x, y) comes from stored pixel (column, row): mirrored in x, in y, or with the axes swapped.
        bool swapped = orientation >= 5;
        bool mirrorX = orientation is 2 or 3 or 7 or 8;
        bool mirrorY = orientation is 3 or 4 or 6 or 7;
        RgbImage upright = swapped ? new(stored.Height, stored.Width) : new(stored.Width, stored.Height);
        for (int y = 0; y < upright.Height; y++)
        {
            Span<byte> target = upright.Row(y);
            for (int x = 0; x < upright.Width; x++)
            {
                (int column, int row) = swapped ? (y, x) : (x, y);
                if (mirrorX) column = stored.Width - 1 - column;
                if (mirrorY) row = stored.Height - 1 - row;
                stored.Row(row).Slice(column * 3, 3).CopyTo(target[(x * 3)..]);
            }
        }
        return upright;
    }
}
