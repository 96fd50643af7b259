using FerKit.Data;

namespace FerKit.Faces;

/// <summary>Draws lots for the faces of a look: who, which expression, how strongly, and everything that means nothing.</summary>
internal static class LookSampler
{
    /// <summary>RAF-DB's training images a class, in the numbering of <see cref="Expression"/> (Li, Deng, Du 2017).</summary>
    internal static readonly int[] RafCounts = [2524, 4772, 1982, 1290, 281, 717, 705];

    public static FaceDescription Sample(FaceLook look, DataSplit split, int index, ulong seed)
    {
        bool test = split == DataSplit.Test;
        int group = look switch { FaceLook.Lab => 14, FaceLook.Wild => 2, _ => 4 };
        // Even numbers are trained on and odd ones tested on, so that neither count can make them meet.
        ulong subject = (ulong)(index / group) * 2 + (test ? 1u : 0u);
        Expression expression = Label(look, index, test);
        var random = Chance.Of(seed, (ulong)look, subject, (ulong)index, 0x5CE7E);
        FaceIdentity identity = FaceIdentity.FromSeed(Chance.Of(seed, (ulong)look, subject, 0x1D).NextUInt64());
        FaceParameters face = look switch
        {
            FaceLook.Lab => Lab(expression, identity, random),
            FaceLook.Wild => Wild(expression, identity, random),
            _ => random.Happens(0.4f) ? Lab(expression, identity, random) with { Clutter = random.Unit() * 0.5f } : Wild(expression, identity, random),
        };
        return new(expression, $"s{subject:D4}", split, face);
    }

    /// <summary>
    /// The label of an index. Wild takes RAF-DB's proportions and mix equal ones, by the golden-ratio sequence:
    /// any stretch of indices has its classes within a few faces of their share. Lab takes turns.
    /// </summary>
    internal static Expression Label(FaceLook look, int index, bool test)
    {
        if (look == FaceLook.Lab)
            return (Expression)(index % 7);
        // 2^64 / golden ratio; the test set starts elsewhere on the circle.
        ulong place = ((ulong)index + 1) * 0x9E3779B97F4A7C15 + (test ? 0x4D2B_71C6_0A95_E3F8u : 0);
        if (look == FaceLook.Mix)
            return (Expression)((place >> 32) * 7 >> 32);
        long at = (long)((place >> 32) * (ulong)RafCounts.Sum() >> 32);
        int label = 0;
        while ((at -= RafCounts[label]) >= 0)
            label++;
        return (Expression)label;
    }

    private static FaceParameters Lab(Expression expression, FaceIdentity identity, SeededRandom random) => new()
    {
        Identity = identity,
        Units = ExpressionUnits.Sample(expression, random.Between(0.65f, 1), 0.5f, random),
        Asymmetry = random.Trait() * 0.15f,
        GazeX = random.Trait() * 0.15f,
        GazeY = random.Trait() * 0.15f,
        Pose = new() { Yaw = random.Trait() * 6, Pitch = random.Trait() * 5.5f, Roll = random.Trait() * 4 },
        Light = new() { Sideways = random.Between(-0.4f, 0.4f), Above = random.Between(0.1f, 0.6f), Strength = random.Between(0.15f, 0.45f) },
        Camera = new()
        {
            Zoom = random.Between(0.95f, 1.05f),
            ShiftX = random.Trait() * 1.5f,
            ShiftY = random.Trait() * 1.5f,
            Exposure = random.Between(0.85f, 1.1f),
            Noise = random.Between(0.005f, 0.02f),
            Blur = random.Between(0, 0.6f),
            Grey = true,
        },
        SceneSeed = random.NextUInt64(),
    };

    private static FaceParameters Wild(Expression expression, FaceIdentity identity, SeededRandom random)
    {
        bool dim = random.Happens(0.15f);
        return new()
        {
            Identity = identity,
            Units = ExpressionUnits.Sample(expression, random.Between(0.85f, 1.2f), 0.4f, random),
            Asymmetry = random.Trait() * 0.35f,
            GazeX = random.Trait(),
            GazeY = random.Trait() * 0.7f,
            Pose = new() { Yaw = random.Normal() * 10, Pitch = random.Normal() * 6, Roll = random.Normal() * 6 },
            Light = new()
            {
                Sideways = random.Between(-1, 1),
                Above = random.Between(-0.3f, 1),
                Strength = random.Between(0.1f, dim ? 1 : 0.85f),
                Warmth = random.Trait(),
            },
            Camera = new()
            {
                Zoom = random.Between(0.87f, 1.16f),
                ShiftX = random.Trait() * 6.5f,
                ShiftY = random.Trait() * 6.5f,
                Exposure = dim ? random.Between(0.55f, 0.85f) : random.Between(0.85f, 1.3f),
                Contrast = random.Between(0.75f, 1.2f),
                Noise = random.Unit() * random.Unit() * 0.04f,
                Blur = random.Unit() * random.Unit() * 1.6f,
                Grey = random.Happens(0.08f),
            },
            Occluders = random.Happens(0.12f) ? (Occluders)(1 << random.Next(5)) : Occluders.None,
            Clutter = random.Between(0.1f, 1),
            SceneSeed = random.NextUInt64(),
        };
    }
}
