namespace FerKit.Faces.Detection;

/// <summary>A box on its way through MTCNN. Single precision and the order of operations are facenet-pytorch's, so that boxes agree with it.</summary>
internal readonly record struct Candidate(float Left, float Top, float Right, float Bottom, float Score)
{
    public float Width => Right - Left;

    public float Height => Bottom - Top;

    /// <summary>Each edge moved by its offset, in parts of the box's width or height.</summary>
    /// <param name="by">The offsets that a network gave.</param>
    /// <param name="extra">Pixels added to width and height first: 0 after P-Net, 1 after the others.</param>
    public Candidate MovedBy(Offsets by, int extra)
    {
        float width = Width + extra, height = Height + extra;
        return this with { Left = Left + by.Left * width, Top = Top + by.Top * height, Right = Right + by.Right * width, Bottom = Bottom + by.Bottom * height };
    }

    /// <summary>The square of the longer side around the same middle.</summary>
    public Candidate Squared()
    {
        float side = Math.Max(Width, Height);
        float left = Left + Width * 0.5f - side * 0.5f, top = Top + Height * 0.5f - side * 0.5f;
        return this with { Left = left, Top = top, Right = left + side, Bottom = top + side };
    }

    /// <summary>
    /// The whole pixels in a picture: edges cut towards zero, the first pixel number 1 and both ends inclusive, as in the
    /// original program. Null when nothing is left.
    /// </summary>
    public (int X, int Y, int Width, int Height)? PixelsIn(int width, int height)
    {
        int left = Math.Max(Whole(Left), 1), top = Math.Max(Whole(Top), 1), right = Math.Min(Whole(Right), width), bottom = Math.Min(Whole(Bottom), height);
        return right >= left && bottom >= top ? (left - 1, top - 1, right - left + 1, bottom - top + 1) : null;
    }

    private static int Whole(float edge) => (int)Math.Clamp(edge, -1e6f, 1e6f);
}

/// <summary>How far a network moves the edges of a box, in parts of its width and height.</summary>
internal readonly record struct Offsets(float Left, float Top, float Right, float Bottom);
