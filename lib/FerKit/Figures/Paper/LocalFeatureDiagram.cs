namespace FerKit.Figures;

/// <summary>Fig. 3: local feature enhancement while it trains (a) and when it is used (b).</summary>
public static class LocalFeatureDiagram
{
    private const int Row = 66, Top = 58, Middle = Top + (3 * Row / 2);

    private static readonly string[] Quadrants = ["F<sub>1</sub> top left", "F<sub>2</sub> top right", "F<sub>3</sub> bottom left", "F<sub>4</sub> bottom right"];

    /// <summary>Fig. 3a: three kernels side by side.</summary>
    /// <param name="side">Height and width of F, even; the paper's is 56.</param>
    /// <param name="width">Channels of F; the paper's is 64.</param>
    /// <exception cref="ArgumentException">An odd side.</exception>
    public static PlotlyFigure Figure3A(int side = 56, int width = 64) => Draw(side, width, deployed: false,
        "Fig. 3a. Local feature enhancement in training", "Each box of kernels has weights of its own. Their three results are added (eq. 1).");

    /// <summary>Fig. 3b: one kernel, into which the three are folded; otherwise as <see cref="Figure3A"/>.</summary>
    public static PlotlyFigure Figure3B(int side = 56, int width = 64) => Draw(side, width, deployed: true,
        "Fig. 3b. Local feature enhancement when it is used", "The same function, with three kernels folded into one.");

    private static PlotlyFigure Draw(int side, int width, bool deployed, string title, string subtitle)
    {
        if (side < 2 || side % 2 != 0)
            throw new ArgumentException($"the side is {side}: four equal quadrants need an even one.", nameof(side));
        const double cut = 96, join = 558;
        var diagram = new BlockDiagram(700, Top + (3 * Row) + 44).Block(40, Middle, 64, 56, $"<b>F</b><br>{width} x<br>{side} x {side}", BlockKind.Data, "the features after layer1")
            .Block(cut + 8, Middle, 30, 40, "cut", BlockKind.Joint, "four quadrants that do not overlap").Arrow((72, Middle), (cut - 7, Middle))
            .Arrow((join - 30, Middle), (join - 22, Middle)).Block(join + 2, Middle, 48, 40, "put<br>together", BlockKind.Joint, "each quadrant goes back where it was cut out")
            .Block(614, Middle, 24, 24, "<b>+</b>", BlockKind.Joint, "F is added: what the quadrants give is a correction of it").Arrow((join + 26, Middle), (601, Middle))
            .Block(668, Middle, 52, 40, $"{width} x<br>{side} x {side}", BlockKind.Data).Arrow((627, Middle), (642, Middle))
            .Arrow((40, Middle - 28), (40, 20), (614, 20), (614, Middle - 13)).Label(330, 11, "residual");
        for (int quadrant = 0; quadrant < 4; quadrant++)
        {
            double y = Top + (Row * quadrant);
            diagram.Arrow((cut + 23, Middle), (134, y), (148, y))
                .Block(186, y, 76, 34, $"{Quadrants[quadrant]}<br>{width} x {side / 2} x {side / 2}", BlockKind.Data, "a quadrant, padded by zeros on all its sides");
            Layer(diagram, 224, y, deployed, "BN, ReLU");
            Layer(diagram, 374, y, deployed, "BN");
            diagram.Wire((524, y), (526, y), (join - 30, Middle));
        }
        return diagram.ToFigure(title, subtitle);
    }

    // From the edge of what is before it, 150 px wide.
    private static void Layer(BlockDiagram diagram, double left, double y, bool deployed, string then)
    {
        const string detail = "each quadrant and layer has weights of its own, from all channels to all channels";
        if (deployed)
            diagram.Arrow((left, y), (left + 24, y)).Block(left + 48, y, 48, 26, "3x3", BlockKind.Local, detail).Arrow((left + 72, y), (left + 90, y));
        else
        {
            foreach (var (kernel, at) in (ReadOnlySpan<(string, int)>)[("1x3", -20), ("3x3", 0), ("3x1", 20)])
                diagram.Arrow((left, y), (left + 8, y + at), (left + 18, y + at)).Block(left + 34, y + at, 32, 17, kernel, BlockKind.Local, detail)
                    .Wire((left + 50, y + at), (left + 53, y + at), (left + 58, y));
            diagram.Arrow((left + 58, y), (left + 66, y)).Block(left + 74, y, 16, 18, "<b>+</b>", BlockKind.Joint, "eq. (1)").Arrow((left + 82, y), (left + 90, y));
        }
        diagram.Block(left + 120, y, 60, 26, then, BlockKind.Trunk, "one batch normalisation after the sum");
    }
}
