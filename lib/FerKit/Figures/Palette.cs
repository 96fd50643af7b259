namespace FerKit.Figures;

/// <summary>
/// The colours of all figures: those of Okabe and Ito but for their yellow, too light for lines on white, and a brown. Readers with
/// any of the common colour deficiencies can tell them apart.
/// </summary>
public static class Palette
{
    /// <summary>First series; also "right".</summary>
    public const string Blue = "#0072B2";

    /// <summary>Second series; also "wrong".</summary>
    public const string Vermillion = "#D55E00";

    /// <summary>Third series.</summary>
    public const string Green = "#009E73";

    /// <summary>Light enough for dark text and dark intervals on it: bars of what was measured.</summary>
    public const string Sky = "#56B4E9";

    /// <summary>What stands back: bars that are not the point, quoted numbers.</summary>
    public const string Grey = "#B8BEC6";

    /// <summary>Text and axes.</summary>
    public const string Ink = "#2B3440";

    /// <summary>Grid lines.</summary>
    public const string Line = "#E3E7EC";

    /// <summary>The order in which series take colours.</summary>
    public static IReadOnlyList<string> Series { get; } = [Blue, Vermillion, Green, "#CC79A7", "#E69F00", Sky, "#000000", "#6B2E00"];
}
