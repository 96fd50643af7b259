using System.Text.Json.Serialization;

namespace FerKit.Models;

/// <summary>
/// What a GCLNet is built from. Immutable; a value out of its range is refused by name, and <see cref="GclNet"/> refuses
/// values that do not fit together. The defaults are what the paper says, or where it leaves a choice, what its printed
/// complexity suggests; <see cref="GclNetPresets"/> names the others.
/// </summary>
public sealed record GclNetOptions
{
    /// <summary>Logits that come out, 2 to 1,000.</summary>
    public int Classes { get; init => field = InRange(value, 2, 1000, nameof(Classes)); } = 7;

    /// <summary>Channels of layer1, at which both modules work, 1 to 1,024: 64, or 16 for the <c>tiny</c> presets.</summary>
    public int Width { get; init => field = InRange(value, 1, 1024, nameof(Width)); } = 64;

    /// <summary>Where F is taken (sections 3.1 and 3.2 differ): after layer1, or before it.</summary>
    public FeatureTap Tap { get; init => field = Defined(value, nameof(Tap)); } = FeatureTap.Layer1;

    /// <summary>Whether local feature enhancement is there (section 3.2).</summary>
    public bool LocalFeatures { get; init; } = true;

    /// <summary>Whether LFA cuts F into four quadrants with kernels of their own; otherwise it works on F as a whole.</summary>
    public bool Quadrants { get; init; } = true;

    /// <summary>Whether LFA's kernels are asymmetric, eq. (1); otherwise they are plain 3x3.</summary>
    public bool Asymmetric { get; init; } = true;

    /// <summary>Whether multi-scale global association is there (section 3.3).</summary>
    public bool GlobalAssociation { get; init; } = true;

    /// <summary>Whether MGC begins with a 3x3 convolution. The paper does not draw it; its printed complexity needs it.</summary>
    public bool Stem { get; init; } = true;

    /// <summary>Whether MGC has the multi-scale split; otherwise a 3x3 convolution takes its place (table 7).</summary>
    public bool MultiScale { get; init; } = true;

    /// <summary>n of eq. (2), 1 to 64; divides <see cref="Width"/>.</summary>
    public int Scales { get; init => field = InRange(value, 1, 64, nameof(Scales)); } = 4;

    /// <summary>Whether batch normalisation follows the concatenated scales too.</summary>
    public bool ConcatenationNorm { get; init; }

    /// <summary>Whether MGC has ACmix; otherwise a 3x3 convolution takes its place (table 7).</summary>
    public bool Attention { get; init; } = true;

    /// <summary>Heads of ACmix, 1 to 64; divide <see cref="Width"/>.</summary>
    public int Heads { get; init => field = InRange(value, 1, 64, nameof(Heads)); } = 4;

    /// <summary>The odd side of ACmix's attention window, 1 to 31.</summary>
    public int Window
    {
        get;
        init => field = value is >= 1 and <= 31 && value % 2 == 1
            ? value : throw new ArgumentException($"{nameof(Window)} is {value}: it must be odd, from 1 to 31.", nameof(Window));
    } = 7;

    /// <summary>Whether MGC ends with a second batch normalisation.</summary>
    public bool PostNorm { get; init; }

    /// <summary>What weighs MGC's result at its end.</summary>
    public FeatureGate Gate { get; init => field = Defined(value, nameof(Gate)); } = FeatureGate.None;

    /// <summary>How the two modules come together.</summary>
    public FeatureFusion Fusion { get; init => field = Defined(value, nameof(Fusion)); } = FeatureFusion.Sum;

    /// <summary>Whether ReLU follows the fusion.</summary>
    public bool LastRelu { get; init; } = true;

    /// <summary>Whether LFA's kernels are those of training or folded; <see cref="GclNet.Deploy"/> gives the folded.</summary>
    public ModelForm Form { get; init => field = Defined(value, nameof(Form)); } = ModelForm.Training;

    /// <summary>Checks what the values must be to one another.</summary>
    /// <exception cref="ArgumentException">Scales or heads that do not divide the width, or a concatenation of less than two; the message gives the rule.</exception>
    internal void Check()
    {
        if (GlobalAssociation && MultiScale && Width % Scales != 0)
            throw new ArgumentException($"{nameof(Scales)} is {Scales}: it must divide {nameof(Width)}, which is {Width}.", nameof(Scales));
        if (GlobalAssociation && Attention && Width % Heads != 0)
            throw new ArgumentException($"{nameof(Heads)} is {Heads}: it must divide {nameof(Width)}, which is {Width}.", nameof(Heads));
        if (Fusion == FeatureFusion.Concatenation && !(LocalFeatures && GlobalAssociation))
            throw new ArgumentException($"{nameof(Fusion)} is {Fusion}: it needs both {nameof(LocalFeatures)} and {nameof(GlobalAssociation)}.", nameof(Fusion));
    }

    /// <summary>Checks that the modules can take the features of a picture: two halvings leave ceil(side / 4) of each side.</summary>
    /// <exception cref="ArgumentException">They cannot; the message names the picture's sides and the rule.</exception>
    internal void CheckInput(long height, long width)
    {
        long rows = (height + 3) / 4, columns = (width + 3) / 4;
        if (LocalFeatures && Quadrants && (rows % 2 != 0 || columns % 2 != 0))
            throw new ArgumentException($"pictures of {height} x {width} give features of {rows} x {columns}, which cannot be cut into four equal quadrants: use sides that are multiples of 8.", "input");
        if (GlobalAssociation && Attention && Math.Min(rows, columns) <= Window / 2)
            throw new ArgumentException($"pictures of {height} x {width} give features of {rows} x {columns}, too small for an attention window of {Window}: use sides of at least {4 * (Window / 2) + 1}, or a smaller {nameof(Window)}.", "input");
    }

    /// <summary>What is set otherwise than in other options, such as <c>Window 5</c>; the number of classes is not looked at.</summary>
    public IEnumerable<string> DifferencesFrom(GclNetOptions other) =>
        from property in typeof(GclNetOptions).GetProperties()
        where property.CanWrite && property.Name != nameof(Classes) && !Equals(property.GetValue(this), property.GetValue(other))
        select $"{property.Name} {property.GetValue(this)}";

    private static T Defined<T>(T value, string name) where T : struct, Enum => Enum.IsDefined(value)
        ? value : throw new ArgumentException($"{name} is {value}: it must be one of {string.Join(", ", Enum.GetNames<T>())}.", name);

    private static int InRange(int value, int least, int most, string name) => value >= least && value <= most
        ? value : throw new ArgumentException($"{name} is {value}: it must be from {least} to {most}.", name);
}

/// <summary>Where GCLNet takes its features F.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FeatureTap>))]
public enum FeatureTap
{
    /// <summary>After layer1 (section 3.1).</summary>
    Layer1,

    /// <summary>After the first convolution and pooling (section 3.2).</summary>
    Stem,
}

/// <summary>What weighs MGC's result.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FeatureGate>))]
public enum FeatureGate
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Channel and spatial gates; see <see cref="ConvolutionalBlockAttention"/>.</summary>
    Cbam,
}

/// <summary>How LFA and MGC come together.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FeatureFusion>))]
public enum FeatureFusion
{
    /// <summary>F + L(F) + G(F).</summary>
    Sum,

    /// <summary>F + a 1x1 convolution of LFA(F), which holds F itself, and MGC(F), concatenated.</summary>
    Concatenation,
}

/// <summary>In which form LFA's kernels are.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ModelForm>))]
public enum ModelForm
{
    /// <summary>1x3, 3x3 and 3x1 with weights of their own.</summary>
    Training,

    /// <summary>One 3x3 (fig. 3b), and batch normalisation behind it.</summary>
    Deployed,

    /// <summary>One 3x3 with a bias; batch normalisation is folded in.</summary>
    Folded,
}
