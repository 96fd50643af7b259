using System.Numerics;

namespace FerKit.Faces.Drawing;

/// <summary>What the painters of one face share.</summary>
internal sealed class Sketch(FaceParameters face, int size)
{
    public FaceParameters Face { get; } = face;

    public FaceIdentity Identity => Face.Identity;

    public ActionUnits Units => Face.Units;

    public Canvas Canvas { get; } = new(size);

    public HeadGeometry Head { get; } = new(face, size);

    public Palette Palette { get; } = new(face.Identity);

    /// <summary>The mouth's place and shape, which folds, beard and chin follow.</summary>
    public MouthShape Mouth { get; } = new(face);

    /// <summary>A length of the face in pixels.</summary>
    public float Pixels(float length) => length * Head.Unit;

    /// <summary>How strongly units act on one side: -1 the left of the picture, 1 the right.</summary>
    public float Side(int side) => 1 - side * Face.Asymmetry;

    /// <summary>A smooth line over points of the face's front.</summary>
    public Outline Curve(params ReadOnlySpan<Vector3> points)
    {
        var outline = new Outline();
        foreach (Vector3 point in points)
            outline.Add(Head.On(point.X, point.Y, point.Z));
        return outline.Smooth(closed: false);
    }

    /// <summary>A fold of the skin: soft, thin at its ends, cut to the head.</summary>
    public void Fold(float strength, float width, params ReadOnlySpan<Vector3> points)
    {
        if (strength < 0.02f)
            return;
        Vector3 middle = points[points.Length / 2];
        Canvas.Line(Curve(points), Pixels(width) * 0.4f, Pixels(width), Pixels(width) * 0.4f, Palette.Line,
            Math.Min(1, strength) * Head.Seen(middle.X, middle.Y), Pixels(0.012f), Canvas.Head);
    }

    /// <summary>A soft patch on the face, cut to the head.</summary>
    public void Patch(float x, float y, float across, float down, Tint tint, float strength, float lift = 0) =>
        Canvas.Blob(Head.On(x, y, lift), Pixels(across) * Math.Max(0.35f, Head.Foreshortening), Pixels(down), Head.Right, tint, strength * Head.Seen(x, y), Canvas.Head);
}
