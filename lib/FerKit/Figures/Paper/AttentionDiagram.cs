namespace FerKit.Figures;

/// <summary>Fig. 5: ACmix, attention and convolution that share their first step.</summary>
public static class AttentionDiagram
{
    /// <summary>Draws it.</summary>
    /// <param name="side">Height and width of the features; the paper's is 56.</param>
    /// <param name="width">Channels; the paper's is 64.</param>
    /// <param name="heads">Heads of attention; they divide the channels.</param>
    /// <param name="window">The odd side of the attention window.</param>
    /// <exception cref="ArgumentException">Heads that do not divide the channels, or an even window.</exception>
    public static PlotlyFigure Figure5(int side = 56, int width = 64, int heads = 4, int window = 7)
    {
        if (heads < 1 || width % heads != 0)
            throw new ArgumentException($"{heads} heads do not divide {width} channels.", nameof(heads));
        if (window < 1 || window % 2 == 0)
            throw new ArgumentException($"a window of {window} has no centre: choose an odd side.", nameof(window));
        const double middle = 130, above = 66, below = 200, sum = 590;
        var diagram = new BlockDiagram(700, 262)
            .Block(38, middle, 62, 56, $"<b>Y</b><br>{width} x<br>{side} x {side}", BlockKind.Data, "the scales of Fig. 4")
            .Label(142, 22, "stage 1: shared").Label(380, 22, $"stage 2: attention, {heads} heads of {width / heads} channels").Label(380, 250, "stage 2: convolution");
        foreach (var (name, y, detail) in (ReadOnlySpan<(string, double, string)>)
            [("q", above, "queries W_q f"), ("k", middle, "keys W_k f"), ("v", below, "values W_v f")])
            diagram.Arrow((69, middle), (88, y), (108, y)).Block(140, y, 64, 36, $"1x1<br><b>{name}</b>", BlockKind.Trunk, detail)
                .Arrow((172, y), (198, y), (198, above), (222, above)).Arrow((172, y), (198, y), (198, below), (222, below));
        return diagram
            .Block(276, above, 108, 48, $"q·(k - p) / √{width / heads}<br>{window}x{window} neighbours", BlockKind.Global, "how well each neighbour's key fits the query; p is the code of the place")
            .Arrow((330, above), (346, above)).Block(382, above, 72, 48, "softmax", BlockKind.Global, $"weights of the {window * window} neighbours, together 1")
            .Arrow((418, above), (434, above)).Block(472, above, 76, 48, "weighted<br>sum of v", BlockKind.Global, "eq. (5)")
            .Block(276, below, 108, 48, $"1x1<br>{3 * heads} to 9 maps", BlockKind.Global, "the paper's fully connected layer: nine mixtures of q, k and v")
            .Arrow((330, below), (346, below)).Block(382, below, 72, 48, "shift<br>9 ways", BlockKind.Global, "eq. (4): a 3x3 convolution that begins as nine shifts")
            .Arrow((418, below), (434, below)).Block(472, below, 76, 48, "sum", BlockKind.Global, "eq. (3)")
            .Arrow((510, above), (sum, above), (sum, middle - 13)).Label(sum + 22, above + 24, "x α")
            .Arrow((510, below), (sum, below), (sum, middle + 13)).Label(sum + 22, below - 24, "x β")
            .Block(sum, middle, 24, 24, "<b>+</b>", BlockKind.Joint, "both paths, weighed by two learned numbers that begin at 0.5")
            .Arrow((sum + 13, middle), (632, middle)).Block(664, middle, 62, 56, $"{width} x<br>{side} x {side}", BlockKind.Data, "then batch normalisation: MGC(F)")
            .ToFigure("Fig. 5. ACmix: attention and convolution on the same projections", "Three 1x1 convolutions make queries, keys and values once; both paths use them.");
    }
}
