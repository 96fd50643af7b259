using System.Globalization;
using FerKit.Data;
using FerKit.Evaluation;
using FerKit.Faces;

namespace FerKit.Experiments;

/// <summary>The same test pictures under a condition that grows worse.</summary>
/// <param name="Name">The condition: <c>yaw</c>.</param>
/// <param name="Axis">What its strengths are, with the unit.</param>
/// <param name="Points">From the mildest, which is what losses are counted from; all of the same pictures in the same order.</param>
public sealed record Sweep(string Name, string Axis, IReadOnlyList<SweepPoint> Points)
{
    private static readonly float[] Angles = [0, 15, 30, 45, 60, 75];

    /// <summary>
    /// Built-in test faces, turned about each of three axes with nothing before them, then with each of five things before them, then
    /// more and more of them with one.
    /// </summary>
    /// <param name="look">Their look.</param>
    /// <param name="size">Pixels a side.</param>
    /// <param name="count">Test faces.</param>
    /// <param name="seed">As of the training faces, whose persons the test faces are not.</param>
    public static IReadOnlyList<Sweep> OfFaces(FaceLook look, int size, int count = BuiltInFaces.StandardTestCount, ulong seed = BuiltInFaces.StandardSeed)
    {
        FaceDescription[] faces = [.. BuiltInFaces.Describe(look, 0, count, seed)];
        var straight = new FaceCondition { Occluder = OccluderChoice.None, Yaw = 0, Pitch = 0, Roll = 0 };
        return
        [
            Turned("yaw", Angles, angle => straight with { Yaw = angle }),
            Turned("pitch", [0, 10, 20, 30, 40], angle => straight with { Pitch = angle }),
            Turned("roll", Angles, angle => straight with { Roll = angle }),
            new("occluder", "thing before the face",
                [.. new[] { OccluderChoice.None, OccluderChoice.Glasses, OccluderChoice.Sunglasses, OccluderChoice.Mask, OccluderChoice.Hand, OccluderChoice.Microphone }
                    .Select((kind, i) => Point(i, kind.ToString().ToLowerInvariant(), new FaceCondition { Occluder = kind }))]),
            new("occluded share", "share of the faces with something before them",
                [.. new[] { 0, 0.25f, 0.5f, 0.75f, 1 }.Select(share => Point(share, Text(share), new FaceCondition { Occluder = OccluderChoice.Any, OccluderShare = share }))]),
        ];

        Sweep Turned(string name, float[] angles, Func<float, FaceCondition> condition) => new(name, $"{name} in degrees", [.. angles.Select(angle => Point(angle, Text(angle), condition(angle)))]);

        SweepPoint Point(double strength, string label, FaceCondition condition) => new(strength, label,
            cancellation => FaceSet.Draw(faces.Select(condition.Apply), size, $"faces:{look.ToString().ToLowerInvariant()}", cancellation: cancellation));
    }

    /// <summary>Any pictures, covered, blurred, with noise and in the dark.</summary>
    /// <param name="set">Where they come from; must outlive the sweeps.</param>
    /// <param name="indices">Which of them.</param>
    public static IReadOnlyList<Sweep> OfPictures(ImageSet set, IReadOnlyList<int> indices)
    {
        return
        [
            Disturbed("cover", "covered share of the picture", DisturbanceKind.Cover, [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5]),
            Disturbed("blur", "blur in hundredths of the side", DisturbanceKind.Blur, [0, 1, 2, 3, 4, 6, 8]),
            Disturbed("noise", "noise in grey levels", DisturbanceKind.Noise, [0, 10, 20, 30, 45, 60]),
            Disturbed("darkness", "darkness in stops", DisturbanceKind.Darkness, [0, 1, 2, 3, 4, 5]),
        ];

        Sweep Disturbed(string name, string axis, DisturbanceKind kind, double[] strengths) =>
            new(name, axis, [.. strengths.Select(strength => new SweepPoint(strength, Text(strength), _ => Disturbance.Apply(set, indices, kind, strength)))]);
    }

    /// <summary>
    /// Pictures with a grey square that wanders over them: where a model must not lose sight of a face (Zeiler and Fergus 2014, section 4.2).
    /// The first point is uncovered; then the places follow, row after row.
    /// </summary>
    /// <param name="set">Where the pictures come from; must outlive the sweep.</param>
    /// <param name="indices">Which of them.</param>
    /// <param name="share">The square's share of the picture, 0 to 1.</param>
    /// <param name="places">Places in a row, and rows, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share outside 0 to 1, or too few places.</exception>
    public static Sweep OfPlaces(ImageSet set, IReadOnlyList<int> indices, double share, int places = 5)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(places, 2);
        return new Sweep("place", "place of the square",
        [
            new SweepPoint(0, "uncovered", _ => Disturbance.CoverAt(set, indices, 0, 0, 0)),
            .. Enumerable.Range(0, places * places).Select(i => new SweepPoint(i + 1, $"row {i / places + 1}, column {i % places + 1}",
                _ => Disturbance.CoverAt(set, indices, share, i % places / (places - 1.0), i / places / (places - 1.0)))),
        ]);
    }

    private static string Text(double strength) => strength.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One strength of a <see cref="Sweep"/>.</summary>
/// <param name="Strength">The strength, or the number of a thing that has none.</param>
/// <param name="Label">In words.</param>
/// <param name="Make">Makes the pictures; the caller disposes them.</param>
public sealed record SweepPoint(double Strength, string Label, Func<CancellationToken, ImageSet> Make);
