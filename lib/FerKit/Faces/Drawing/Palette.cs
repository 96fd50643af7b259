namespace FerKit.Faces.Drawing;

/// <summary>The colours of a person, from the identity alone.</summary>
internal sealed class Palette
{
    private static readonly Tint[] SkinTones = [Tint.Of(250, 221, 200), Tint.Of(238, 195, 162), Tint.Of(214, 160, 122), Tint.Of(160, 108, 76), Tint.Of(98, 64, 48)];
    private static readonly Tint[] HairColours = [Tint.Of(26, 22, 22), Tint.Of(58, 38, 28), Tint.Of(112, 70, 40), Tint.Of(152, 76, 38), Tint.Of(208, 168, 100), Tint.Of(150, 148, 146), Tint.Of(226, 224, 220)];
    private static readonly Tint[] IrisColours = [Tint.Of(58, 36, 22), Tint.Of(112, 76, 38), Tint.Of(88, 118, 70), Tint.Of(96, 146, 196)];

    public Palette(FaceIdentity identity)
    {
        Skin = Tint.Along(SkinTones, identity.SkinTone);
        SkinDark = new(Skin.R * 0.66f, Skin.G * 0.55f, Skin.B * 0.52f);
        SkinLight = Skin.Towards(Tint.White, 0.35f);
        Line = new(Skin.R * 0.45f, Skin.G * 0.32f, Skin.B * 0.29f);
        Hair = Tint.Along(HairColours, identity.HairColour);
        HairDark = Hair * 0.62f;
        HairLight = Hair.Towards(Tint.White, 0.16f);
        Brow = Hair.Towards(Line, 0.35f) * 0.85f;
        Iris = Tint.Along(IrisColours, identity.IrisColour);
        Tint natural = Skin.Towards(Tint.Of(190, 70, 72), 0.5f);
        Lip = natural.Towards(Tint.Of(176, 28, 52), identity.Lipstick * 0.8f);
        LipDark = Lip * 0.76f;
        LipLight = Lip.Towards(Tint.White, 0.22f);
        Blush = Skin.Towards(Tint.Of(226, 96, 88), 0.5f);
    }

    public Tint Skin { get; }

    public Tint SkinDark { get; }

    public Tint SkinLight { get; }

    /// <summary>Folds and wrinkles.</summary>
    public Tint Line { get; }

    public Tint Hair { get; }

    public Tint HairDark { get; }

    public Tint HairLight { get; }

    public Tint Brow { get; }

    public Tint Iris { get; }

    public Tint Lip { get; }

    public Tint LipDark { get; }

    public Tint LipLight { get; }

    public Tint Blush { get; }
}
