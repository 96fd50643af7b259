namespace FerKit.Figures;

/// <summary>A number that the paper gives.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="Value">Accuracies as shares from 0 to 1; parameters and FLOPs as numbers, not millions.</param>
/// <param name="Source">Where it stands.</param>
/// <param name="Derivation">How it was had from what is printed; null: it is printed itself.</param>
public sealed record QuotedNumber(string Name, double Value, string Source, string? Derivation = null)
{
    /// <summary>How figures mark it.</summary>
    internal string Mark => Derivation is null ? "quoted" : $"quoted, {Derivation}";
}

/// <summary>A row of Tables 5 to 7.</summary>
/// <param name="Name">What the table calls it; Table 5 ticks the modules instead.</param>
/// <param name="RafDb">Accuracy on RAF-DB, 0 to 1.</param>
/// <param name="CkPlus">Accuracy on CK+, 0 to 1.</param>
public sealed record QuotedAblation(string Name, double RafDb, double CkPlus);

/// <summary>
/// What the paper reports: Chen, Yan, Wang and Adamyk 2024, Improved Facial Expression Recognition Algorithm Based on Local
/// Feature Enhancement and Global Information Association (Electronics 13, 2813). Quoted, never measured by this kit; figures
/// that show a number from here mark it as quoted.
/// </summary>
public static class PaperResults
{
    private const string Text = "section 4.3", Subtracted = "by its printed distance from GCLNet";

    /// <summary>
    /// Fig. 9: accuracy on RAF-DB, best first. The text prints GCLNet's and what it leads by; IRF-CNN could not be traced to a
    /// publication.
    /// </summary>
    public static IReadOnlyList<QuotedNumber> Figure9 { get; } =
    [
        new("GCLNet", 0.8507, Text),
        new("DLP-CNN", 0.8413, Text, Subtracted),
        new("IRF-CNN", 0.8354, Text, Subtracted),
        new("ResNet-34", 0.8338, "Table 5"),
        new("PG-CNN", 0.8327, Text, Subtracted),
    ];

    /// <summary>Fig. 10: accuracy on CK+. The text gives none of the other methods' numbers.</summary>
    public static IReadOnlyList<QuotedNumber> Figure10 { get; } = [new("GCLNet", 0.9935, Text), new("ResNet-34", 0.9692, "Table 5")];

    /// <summary>Fig. 12: the two shares of rightly named faces of RAF-DB that section 4.4 tells.</summary>
    public static IReadOnlyList<QuotedNumber> Figure12 { get; } = [new("fear", 0.64, "section 4.4"), new("disgust", 0.54, "section 4.4")];

    /// <summary>Fig. 14: parameters. For MGC only its own 0.07 M are printed; with both modules nothing is.</summary>
    public static IReadOnlyList<QuotedNumber> Figure14 { get; } =
    [
        new("ResNet-34", 21.29e6, "section 4.5"),
        new("with LFA", 21.58e6, "section 4.5"),
        new("with MGC", 21.36e6, "section 4.5", "21.29 M and 0.07 M"),
    ];

    /// <summary>Fig. 15: FLOPs for 224 x 224 pixels, by the rules of the thop library, which are multiply-adds and a little more.</summary>
    public static IReadOnlyList<QuotedNumber> Figure15 { get; } =
    [
        new("ResNet-34", 3678.23e6, "section 4.5"),
        new("with LFA", 3911.05e6, "section 4.5"),
        new("with MGC", 3905.07e6, "section 4.5"),
    ];

    /// <summary>Table 5: each module alone and both.</summary>
    public static IReadOnlyList<QuotedAblation> Table5 { get; } =
        [new("neither", 0.8338, 0.9692), new("LFA", 0.8469, 0.9888), new("MGC", 0.8415, 0.9821), new("LFA and MGC", 0.8507, 0.9935)];

    /// <summary>Table 6: parts of the local feature enhancement module.</summary>
    public static IReadOnlyList<QuotedAblation> Table6 { get; } =
    [
        new("Baseline", 0.8338, 0.9692), new("Asymmetric convolution", 0.8387, 0.9784),
        new("Feature map segmentation", 0.8426, 0.9842), new("Local feature enhancement", 0.8469, 0.9888),
    ];

    /// <summary>Table 7: parts of the global association module.</summary>
    public static IReadOnlyList<QuotedAblation> Table7 { get; } =
    [
        new("Baseline", 0.8338, 0.9692), new("Multi-scale modules", 0.8372, 0.9733),
        new("Fusion convolutional attention", 0.8396, 0.9758), new("Global information association", 0.8415, 0.9821),
    ];
}
