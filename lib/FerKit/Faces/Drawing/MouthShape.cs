using System.Numerics;

namespace FerKit.Faces.Drawing;

/// <summary>
/// Where the lips are, in face coordinates: AU12 pulls the corners up and out, AU15 down, AU20 sideways, AU23 tightens,
/// AU10 lifts the upper lip, AU17 pushes the lower one up, AU25 and AU26 open.
/// </summary>
internal sealed class MouthShape
{
    private readonly float _asymmetry, _half, _seam, _cornerRise, _upperLift, _lowerDrop, _upperLip, _lowerLip, _square;

    public MouthShape(FaceParameters face)
    {
        (FaceIdentity identity, ActionUnits units) = (face.Identity, face.Units);
        _asymmetry = face.Asymmetry;
        float jaw = 0.2f * units.AU26;
        _half = 0.335f * (1 + 0.1f * identity.MouthWidth) + 0.1f * units.AU12 + 0.12f * units.AU20 - 0.06f * units.AU23 - 0.02f * units.AU17
            - 0.1f * units.AU26 * (1 - units.AU12) * (1 - units.AU20);
        _seam = 0.7f + 0.03f * identity.MouthHeight - 0.02f * units.AU17 - 0.015f * units.AU9;
        _cornerRise = 0.03f * identity.MouthCurve + 0.15f * units.AU12 - 0.14f * units.AU15 - 0.035f * units.AU20 - 0.03f * units.AU17 - 0.3f * jaw;
        _upperLift = 0.075f * units.AU10 + 0.035f * units.AU9 + 0.015f * units.AU25 + 0.02f * units.AU26;
        _lowerDrop = units.AU25 * (0.055f + 0.03f * units.AU20 + 0.03f * units.AU12) + 1.25f * jaw - 0.045f * units.AU17 * (1 - units.AU26)
            + (units.AU10 > 0 ? 0.01f * units.AU10 : 0);
        // Lips that nothing parts stay closed: the lower one follows the upper one up.
        float parted = Math.Min(1, Math.Max(units.AU25, units.AU26) * 3);
        _lowerDrop = Math.Max(_lowerDrop, -_upperLift + 0.03f * units.AU10) * parted + (1 - parted) * (-_upperLift + 0.45f * units.AU10 * 0.06f);
        float thin = (1 - 0.62f * units.AU23) * (1 - 0.25f * units.AU12) * (1 - 0.3f * units.AU20);
        _upperLip = (0.088f + 0.03f * identity.LipFullness) * thin * (1 - 0.2f * units.AU10);
        _lowerLip = (0.115f + 0.035f * identity.LipFullness) * thin * (1 + 0.15f * units.AU17);
        _square = Math.Max(units.AU20, Math.Max(0.6f * units.AU10, 0.7f * units.AU26));
    }

    /// <summary>How far the lips are apart in the middle.</summary>
    public float Gap => Math.Max(0, _lowerDrop + _upperLift);

    /// <summary>The lower edge of the lower lip in the middle, y.</summary>
    public float LowerEdge => Lower(0) + _lowerLip;

    /// <summary>A corner: -1 on the left of the picture, 1 on the right.</summary>
    public Vector2 Corner(int side) => new(X(side), Seam(side));

    /// <summary>From -1 in the left corner to 1 in the right one.</summary>
    public float X(float t) => _half * t;

    /// <summary>The lower border of the upper lip.</summary>
    public float Upper(float t) => Seam(t) - _upperLift * Bow(t);

    /// <summary>The upper border of the lower lip.</summary>
    public float Lower(float t) => Math.Max(Upper(t), Seam(t) + _lowerDrop * Bow(t));

    /// <summary>The upper border of the upper lip, with its bow.</summary>
    public float UpperOuter(float t)
    {
        float dip = Math.Max(0, 1 - Math.Abs(t) / 0.24f), bow = 1 - t * t;
        return Upper(t) - _upperLip * bow * (1.12f - 0.12f * bow - 0.3f * dip);
    }

    /// <summary>The lower border of the lower lip.</summary>
    public float LowerOuter(float t) => Lower(t) + _lowerLip * (1 - t * t) * (1 - 0.12f * t * t);

    private float Bow(float t)
    {
        float t2 = t * t;
        return (1 - t2) * (1 + _square * 0.9f * t2);
    }

    private float Seam(float t)
    {
        float side = 1 - _asymmetry * t;
        return _seam + 0.012f * (1 - Math.Abs(t)) * Math.Abs(t) - _cornerRise * side * t * t;
    }
}
