namespace FerKit.Faces;

/// <summary>How a drawn person wears the hair.</summary>
public enum HairStyle
{
    /// <summary>None.</summary>
    Bald,

    /// <summary>Short, with an open forehead.</summary>
    Short,

    /// <summary>Short, parted at one side.</summary>
    Parted,

    /// <summary>A fringe over the forehead.</summary>
    Fringe,

    /// <summary>Curls that stand off the head.</summary>
    Curly,

    /// <summary>To the chin.</summary>
    Bob,

    /// <summary>Over the shoulders.</summary>
    Long,

    /// <summary>A receding hairline.</summary>
    Receding,
}

/// <summary>
/// What stays the same in every picture of a person. Traits run from -1 to 1, 0 being the average face; none of
/// them depends on the expression.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A trait out of its range.</exception>
public sealed record FaceIdentity
{
    /// <summary>Narrow to broad.</summary>
    public float FaceWidth { get; init => field = Ranges.Check(value, -1, 1); }

    /// <summary>Pointed to square.</summary>
    public float JawWidth { get; init => field = Ranges.Check(value, -1, 1); }

    /// <summary>Short to long.</summary>
    public float ChinLength { get; init => field = Ranges.Check(value, -1, 1); }

    /// <summary>Small to large.</summary>
    public float EyeSize { get; init => field = Ranges.Check(value, -1, 1); }

    /// <summary>Narrow slits to round.</summary>
    public float EyeOpening { get; init => field = Ranges.Check(value, -1, 1); }

    /// <summary>Close to wide set.</summary>
    public float EyeSpacing { get; init => field = Ranges.Check(value, -1, 1); }

    /// <summary>Outer corners low to high.</summary>
    public float EyeTilt { get; init => field = Ranges.Check(value, -1, 1); }

    /// <summary>Low to high above the eyes.</summary>
    public float BrowHeight { get; init => field = Ranges.Check(value, -1, 1); }

    /// <summary>Thin to bushy.</summary>
    public float BrowThickness { get; init => field = Ranges.Check(value, -1, 1); }

    /// <summary>Inner ends high (a worried look at rest) to low (a stern one).</summary>
    public float BrowTilt { get; init => field = Ranges.Check(value, -1, 1); }

    /// <summary>Short to long.</summary>
    public float NoseLength { get; init => field = Ranges.Check(value, -1, 1); }

    /// <summary>Narrow to broad.</summary>
    public float NoseWidth { get; init => field = Ranges.Check(value, -1, 1); }

    /// <summary>Narrow to wide.</summary>
    public float MouthWidth { get; init => field = Ranges.Check(value, -1, 1); }

    /// <summary>High to low on the face.</summary>
    public float MouthHeight { get; init => field = Ranges.Check(value, -1, 1); }

    /// <summary>Corners low to high at rest.</summary>
    public float MouthCurve { get; init => field = Ranges.Check(value, -1, 1); }

    /// <summary>Thin to full.</summary>
    public float LipFullness { get; init => field = Ranges.Check(value, -1, 1); }

    /// <summary>0 young and smooth to 1 old and lined.</summary>
    public float Age { get; init => field = Ranges.Check(value, 0, 1); }

    /// <summary>0 none to 1 a full beard.</summary>
    public float Beard { get; init => field = Ranges.Check(value, 0, 1); }

    /// <summary>0 none to 1 painted lips.</summary>
    public float Lipstick { get; init => field = Ranges.Check(value, 0, 1); }

    /// <summary>0 the lightest to 1 the darkest skin.</summary>
    public float SkinTone { get; init => field = Ranges.Check(value, 0, 1); }

    /// <summary>0 black over brown, red and blond to 1 white.</summary>
    public float HairColour { get; init => field = Ranges.Check(value, 0, 1); }

    /// <summary>0 dark brown over green to 1 light blue.</summary>
    public float IrisColour { get; init => field = Ranges.Check(value, 0, 1); }

    /// <summary>The cut of the hair.</summary>
    public HairStyle Hair { get; init => field = Ranges.Check(value); } = HairStyle.Short;

    /// <summary>Whether this person always wears glasses.</summary>
    public bool Glasses { get; init; }

    /// <summary>Where the small things come from: parting side, strands, moles.</summary>
    public ulong Seed { get; init; }

    /// <summary>The person of a seed; the same seed is the same person.</summary>
    public static FaceIdentity FromSeed(ulong seed)
    {
        var random = Chance.Of(seed, 0x1D);
        bool feminine = random.Happens(0.5f);
        float age = random.Unit() * random.Unit();
        float skin = random.Unit();
        ReadOnlySpan<float> styles = feminine
            ? [0.005f, 0.08f, 0.14f, 0.18f, 0.14f, 0.2f, 0.25f, 0]
            : [0.1f, 0.32f, 0.22f, 0.09f, 0.12f, 0.01f, 0.03f, 0.11f];
        // Light hair is rare on dark skin; grey comes with age.
        float hair = age > 0.55f && random.Happens(0.7f) ? random.Between(0.85f, 1) : random.Unit() * (skin > 0.55f ? 0.25f : 0.8f);
        float size = feminine ? -0.25f : 0.25f;
        float Trait(float shift = 0) => Math.Clamp(random.Trait() + shift, -1, 1);
        return new()
        {
            Seed = seed,
            Age = age,
            SkinTone = skin,
            HairColour = hair,
            Hair = (HairStyle)random.Weighted(styles),
            IrisColour = random.Unit() * (skin > 0.5f ? 0.35f : 1),
            FaceWidth = Trait(size),
            JawWidth = Trait(size),
            ChinLength = Trait(size),
            EyeSize = Trait(-size),
            EyeOpening = Trait(),
            EyeSpacing = Trait(),
            EyeTilt = Trait(),
            BrowHeight = Trait(-size),
            BrowThickness = Trait(2 * size),
            BrowTilt = Trait(),
            NoseLength = Trait(),
            NoseWidth = Trait(size + (skin - 0.5f) * 0.5f),
            MouthWidth = Trait(),
            MouthHeight = Trait(),
            MouthCurve = Trait(),
            LipFullness = Trait(-size + (skin - 0.5f) * 0.5f),
            Beard = !feminine && random.Happens(0.35f) ? random.Between(0.15f, 1) : 0,
            Lipstick = feminine && random.Happens(0.5f) ? random.Between(0.2f, 1) : 0,
            Glasses = random.Happens(0.12f),
        };
    }
}
