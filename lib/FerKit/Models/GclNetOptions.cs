namespace FerKit.Models;

/// <summary>What a GCLNet is built from. Immutable; <see cref="GclNet"/> refuses what does not fit together.</summary>
public sealed record GclNetOptions
{
    /// <summary>Logits that come out, at least 2.</summary>
    public int Classes { get; init; } = 7;

    /// <summary>Channels of layer1, at which both modules work: 64, or 16 for <see cref="Tiny"/>.</summary>
    public int Width { get; init; } = 64;

    /// <summary>Whether local feature enhancement is there (section 3.2).</summary>
    public bool LocalFeatures { get; init; } = true;

    /// <summary>Whether multi-scale global association is there (section 3.3).</summary>
    public bool GlobalAssociation { get; init; } = true;

    /// <summary>n of eq. (2); divides <see cref="Width"/>.</summary>
    public int Scales { get; init; } = 4;

    /// <summary>Heads of ACmix; divide <see cref="Width"/>.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>The odd side of ACmix's attention window.</summary>
    public int Window { get; init; } = 7;

    /// <summary>The paper's network, where the paper leaves a choice as its printed complexity suggests.</summary>
    public static GclNetOptions Recommended { get; } = new();

    /// <summary>A quarter of the width, for quick runs on a CPU.</summary>
    public static GclNetOptions Tiny { get; } = new() { Width = 16 };
}
