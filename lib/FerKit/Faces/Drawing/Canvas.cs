using System.Numerics;
using FerKit.Imaging;

namespace FerKit.Faces.Drawing;

/// <summary>A square picture in floating point, and the shapes that are kept while a face is drawn.</summary>
internal sealed class Canvas(int size)
{
    /// <summary>Pixels in a row.</summary>
    public int Size { get; } = size;

    /// <summary>(H, W, 3), 0 to 1.</summary>
    public float[] Pixels { get; } = new float[size * size * 3];

    /// <summary>What belongs to the person and so lies in the person's light.</summary>
    public float[] Person { get; } = new float[size * size];

    /// <summary>The head's outline.</summary>
    public Coverage Head { get; } = new(size);

    /// <summary>The outline of head and hair.</summary>
    public Coverage Scalp { get; } = new(size);

    /// <summary>For the shape in hand.</summary>
    public Coverage Shape { get; } = new(size);

    /// <summary>For the shape that the one in hand is cut to.</summary>
    public Coverage Opening { get; } = new(size);

    /// <summary>Lays a colour over the picture where the shape is, and within <paramref name="clip"/> only.</summary>
    public void Paint(Coverage shape, Tint tint, float alpha = 1, Coverage? clip = null)
    {
        if (alpha <= 0)
            return;
        for (int y = shape.Top; y < shape.Bottom; y++)
            for (int x = shape.Left; x < shape.Right; x++)
            {
                int at = y * Size + x;
                float a = shape.Values[at] * alpha;
                if (clip is not null)
                    a *= clip.Values[at];
                if (a <= 0)
                    continue;
                a = Math.Min(1, a);
                Span<float> pixel = Pixels.AsSpan(at * 3, 3);
                pixel[0] += (tint.R - pixel[0]) * a;
                pixel[1] += (tint.G - pixel[1]) * a;
                pixel[2] += (tint.B - pixel[2]) * a;
            }
    }

    /// <summary>Counts a shape as part of the person.</summary>
    public void Own(Coverage shape)
    {
        for (int y = shape.Top; y < shape.Bottom; y++)
            for (int x = shape.Left; x < shape.Right; x++)
            {
                int at = y * Size + x;
                Person[at] = Math.Max(Person[at], shape.Values[at]);
            }
    }

    /// <summary>A filled polygon.</summary>
    public void Polygon(Outline outline, Tint tint, float alpha = 1, Coverage? clip = null) =>
        Paint(Shape.Fill(outline.Points), tint, alpha, clip);

    /// <summary>A filled polygon without edges.</summary>
    public void SoftPolygon(Outline outline, float radius, Tint tint, float alpha, Coverage? clip = null) =>
        Paint(Shape.Fill(outline.Points).Soften(radius), tint, alpha, clip);

    /// <summary>A line of changing width.</summary>
    public void Line(Outline line, float startWidth, float midWidth, float endWidth, Tint tint, float alpha = 1, float soft = 0, Coverage? clip = null)
    {
        if (alpha > 0)
            Paint(Shape.Stroke(line.Points, startWidth, midWidth, endWidth, soft), tint, alpha, clip);
    }

    /// <summary>A patch that fades out from its middle.</summary>
    public void Blob(Vector2 centre, float across, float down, Vector2 right, Tint tint, float alpha, Coverage? clip = null)
    {
        if (alpha > 0)
            Paint(Shape.Blob(centre, Math.Max(across, 0.5f), Math.Max(down, 0.5f), right), tint, alpha, clip);
    }

    /// <summary>The picture in 8 bits.</summary>
    public RgbImage ToImage()
    {
        var image = new RgbImage(Size, Size);
        for (int i = 0; i < Pixels.Length; i++)
            image.Pixels[i] = (byte)(Math.Clamp(Pixels[i], 0, 1) * 255 + 0.5f);
        return image;
    }
}
