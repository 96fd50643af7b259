using System.Numerics;

namespace FerKit.Faces.Drawing;

/// <summary>
/// The head in three dimensions and its way to the picture. Face coordinates: x to the right side of the picture,
/// y down, z towards the viewer, in half-widths of an average face, 0 between eyes and nose tip. The head is a stack
/// of elliptic rings; features lie on its front, lifted off it where they stick out.
/// </summary>
internal sealed class HeadGeometry
{
    private const int Rings = 25;
    private const float CrownY = -1.42f, ChinY = 1.3f;
    private static readonly float[] LevelY = [-1.42f, -1.32f, -1.1f, -0.75f, -0.3f, 0.1f, 0.45f, 0.75f, 1.0f, 1.18f, 1.3f];
    private static readonly float[] LevelWidth = [0.16f, 0.5f, 0.8f, 0.96f, 1.0f, 0.985f, 0.92f, 0.8f, 0.63f, 0.44f, 0.2f];
    private static readonly float[] LevelFront = [0.2f, 0.52f, 0.8f, 0.94f, 0.97f, 0.97f, 0.96f, 0.94f, 0.92f, 0.88f, 0.8f];
    private static readonly float[] LevelBack = [0.2f, 0.6f, 0.95f, 1.15f, 1.2f, 1.1f, 0.8f, 0.45f, 0.25f, 0.15f, 0.1f];

    private readonly float[] _y = new float[Rings], _width = new float[Rings], _front = new float[Rings], _back = new float[Rings];
    private readonly float _sinYaw, _cosYaw, _sinPitch, _cosPitch, _sinRoll, _cosRoll;
    private readonly Vector2 _middle;

    public HeadGeometry(FaceParameters face, int size)
    {
        FaceIdentity identity = face.Identity;
        (_sinYaw, _cosYaw) = Angle.SinCos(face.Pose.Yaw);
        (_sinPitch, _cosPitch) = Angle.SinCos(face.Pose.Pitch);
        (_sinRoll, _cosRoll) = Angle.SinCos(face.Pose.Roll);
        Unit = 0.4f * size * face.Camera.Zoom;
        JawDrop = 0.2f * face.Units.AU26;
        for (int i = 0; i < Rings; i++)
        {
            float y = CrownY + (ChinY - CrownY) * i / (Rings - 1);
            float jaw = Angle.Step(0.2f, 0.95f, y) * (1 - 0.5f * Angle.Step(1.1f, 1.3f, y));
            float width = Level(LevelWidth, y) * (1 + 0.055f * identity.FaceWidth) * (1 + 0.11f * identity.JawWidth * jaw);
            _y[i] = y + (0.07f * identity.ChinLength + JawDrop) * Angle.Step(0.45f, 1.15f, y);
            _width[i] = width * (1 - 0.25f * JawDrop * jaw);
            _front[i] = Level(LevelFront, y);
            _back[i] = Level(LevelBack, y);
        }
        // An aligned crop follows the face: most of the way that the middle of the face moves is taken back.
        _middle = Vector2.Zero;
        Vector2 centre = ToPicture(0, 0.12f, 0.8f) * 0.75f;
        float pixels = size / 64f;
        _middle = new Vector2(size / 2f + face.Camera.ShiftX * pixels, size * 0.475f + face.Camera.ShiftY * pixels) - centre;
    }

    /// <summary>Pixels in a half-width of the face.</summary>
    public float Unit { get; }

    /// <summary>How far the chin has come down.</summary>
    public float JawDrop { get; }

    /// <summary>The face's own right in the picture.</summary>
    public Vector2 Right => new(_cosRoll, _sinRoll);

    /// <summary>How much the face is narrowed by being turned.</summary>
    public float Foreshortening => _cosYaw;

    /// <summary>-1 to 1: the yaw's sine.</summary>
    public float Turn => _sinYaw;

    /// <summary>The lowest point of the chin, y.</summary>
    public float Chin => _y[Rings - 1];

    /// <summary>A feature on the front of the head, in pixels.</summary>
    public Vector2 On(float x, float y, float lift = 0)
    {
        float width = At(_width, y), across = Math.Clamp(x / width, -1, 1);
        return ToPicture(x, y, At(_front, y) * MathF.Sqrt(1 - across * across) + lift);
    }

    /// <summary>A point around the head: 0 degrees in front, 90 at the right ear; <paramref name="grow"/> times as far out.</summary>
    public Vector2 Around(float degrees, float y, float grow = 1)
    {
        (float sin, float cos) = Angle.SinCos(degrees);
        return ToPicture(At(_width, y) * sin * grow, y, (cos > 0 ? At(_front, y) : At(_back, y)) * cos * grow);
    }

    /// <summary>A point of the head's own space, in pixels.</summary>
    public Vector2 ToPicture(float x, float y, float z)
    {
        float x1 = x * _cosYaw + z * _sinYaw, z1 = z * _cosYaw - x * _sinYaw;
        float y1 = y * _cosPitch - z1 * _sinPitch, z2 = y * _sinPitch + z1 * _cosPitch;
        float near = Unit * 7 / (7 - z2 + 1); // a camera seven half-widths away
        return _middle + new Vector2(x1 * _cosRoll - y1 * _sinRoll, x1 * _sinRoll + y1 * _cosRoll) * near;
    }

    /// <summary>From picture to the turned face's plane, in half-widths: for light that does not follow the head.</summary>
    public (float X, float Y) FromPicture(float px, float py)
    {
        Vector2 centre = ToPicture(0, 0, 0);
        float dx = (px - centre.X) / Unit, dy = (py - centre.Y) / Unit;
        return (dx * _cosRoll + dy * _sinRoll, dy * _cosRoll - dx * _sinRoll);
    }

    /// <summary>0 when the head's surface there looks away from the viewer, 1 when it is well seen.</summary>
    public float Seen(float x, float y)
    {
        float width = At(_width, y), front = At(_front, y), across = Math.Clamp(x / width, -0.999f, 0.999f);
        float nx = across / width, nz = MathF.Sqrt(1 - across * across) / front;
        float facing = (nz * _cosYaw - nx * _sinYaw) / MathF.Sqrt(nx * nx + nz * nz);
        return Angle.Step(-0.05f, 0.3f, facing);
    }

    /// <summary>The outline of the head, grown by a factor above the given level.</summary>
    public Outline Silhouette(float grow = 1, float lowest = 9)
    {
        const int around = 24;
        var points = new List<Vector2>(Rings * around);
        for (int ring = 0; ring < Rings && _y[ring] <= lowest; ring++)
            for (int i = 0; i < around; i++)
            {
                (float sin, float cos) = Angle.SinCos(360f * i / around);
                float depth = cos > 0 ? _front[ring] : _back[ring];
                float y = _y[ring] < 0 ? _y[ring] * (1 + (grow - 1) * 0.8f) : _y[ring];
                points.Add(ToPicture(_width[ring] * sin * grow, y, depth * cos * grow));
            }
        return Outline.Hull([.. points]).Smooth(closed: true, 2);
    }

    private float At(float[] levels, float y)
    {
        if (y <= _y[0])
            return levels[0];
        for (int i = 1; i < Rings; i++)
            if (y < _y[i])
                return levels[i - 1] + (levels[i] - levels[i - 1]) * (y - _y[i - 1]) / (_y[i] - _y[i - 1]);
        return levels[Rings - 1];
    }

    private static float Level(float[] levels, float y)
    {
        int i = 1;
        while (i < LevelY.Length - 1 && y > LevelY[i])
            i++;
        float t = (y - LevelY[i - 1]) / (LevelY[i] - LevelY[i - 1]), s = t * t * (3 - 2 * t);
        return levels[i - 1] + (levels[i] - levels[i - 1]) * (0.6f * t + 0.4f * s);
    }
}
