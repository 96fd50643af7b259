namespace FerKit.Models;

/// <summary>The configurations that have a name: the paper's network, readings of it, and the rows of tables 5 to 7.</summary>
public static class GclNetPresets
{
    private const int TinyWidth = 16;

    /// <summary>The paper's network at full width.</summary>
    public static GclNetOptions Recommended { get; } = new();

    private static readonly GclNetOptions LfaOnly = Recommended with { GlobalAssociation = false };

    private static readonly GclNetOptions MgcOnly = Recommended with { LocalFeatures = false };

    private static readonly GclNetOptions PaperCost = Recommended with { ConcatenationNorm = true, PostNorm = true, Gate = FeatureGate.Cbam };

    /// <summary>The presets by name, in the order in which tables list them.</summary>
    public static IReadOnlyDictionary<string, GclNetOptions> All { get; } = new OrderedDictionary<string, GclNetOptions>(StringComparer.Ordinal)
    {
        ["recommended"] = Recommended,                                                          // tables 5 to 7, both modules
        ["paper-cost"] = PaperCost,                                                             // the printed FLOPs, to the digit
        ["text-literal"] = Recommended with { Stem = false },                                   // only what sections 3.2 and 3.3 name
        ["baseline"] = Recommended with { LocalFeatures = false, GlobalAssociation = false },   // ResNet-34
        ["lfa"] = LfaOnly,
        ["mgc"] = MgcOnly,
        ["mgc-paper-cost"] = PaperCost with { LocalFeatures = false },
        ["unsplit-asymmetric"] = LfaOnly with { Quadrants = false },                            // table 6
        ["split-plain"] = LfaOnly with { Asymmetric = false },                                  // table 6
        ["unsplit-plain"] = LfaOnly with { Quadrants = false, Asymmetric = false },             // the text's control
        ["multi-scale"] = MgcOnly with { Attention = false },                                   // table 7
        ["attention"] = MgcOnly with { MultiScale = false },                                    // table 7
    };

    /// <summary>The paper's network at a quarter of the width, for quick runs on a CPU.</summary>
    public static GclNetOptions Tiny { get; } = Shrink(Recommended);

    /// <summary>A preset at a quarter of the width.</summary>
    public static GclNetOptions Shrink(GclNetOptions options) => options with { Width = TinyWidth };
}
