namespace FerKit.Figures;

/// <summary>Fig. 4: the multi-scale split of eq. 2.</summary>
public static class MultiScaleDiagram
{
    private const int Row = 54, Top = 44, Step = 62;

    /// <summary>Draws it.</summary>
    /// <param name="side">Height and width of the features; the paper's is 56.</param>
    /// <param name="width">Channels; the paper's is 64.</param>
    /// <param name="scales">n of eq. 2, from 2 to 6 for the figure's sake; it divides the channels. The paper's is 4.</param>
    /// <exception cref="ArgumentException">Scales that are out of their range, or do not divide the channels.</exception>
    public static PlotlyFigure Figure4(int side = 56, int width = 64, int scales = 4)
    {
        if (scales is < 2 or > 6 || width % scales != 0)
            throw new ArgumentException($"{scales} scales of {width} channels: from 2 to 6 can be drawn, and they must divide the channels.", nameof(scales));
        int group = width / scales;
        double middle = Top + (Row * (scales - 1) / 2.0), first = 270, last = first + (Step * (scales - 2)), fields = last + 68, join = fields + 88;
        var diagram = new BlockDiagram((int)join + 130, Top + (Row * (scales - 1)) + 44)
            .Block(36, middle, 58, 56, $"<b>F</b><br>{width} x<br>{side} x {side}", BlockKind.Data, "the features after layer1")
            .Block(106, middle, 54, 44, "3x3, BN,<br>ReLU", BlockKind.Trunk, "a convolution that the paper does not draw; its printed parameters and FLOPs need it")
            .Block(162, middle, 26, 56, "split", BlockKind.Joint, $"{scales} groups of {group} channels").Arrow((65, middle), (79, middle)).Arrow((133, middle), (149, middle))
            .Label(fields, 12, "receptive field", Palette.Green)
            .Arrow((join - 36, middle), (join - 22, middle)).Block(join, middle, 44, 56, "con-<br>catenate", BlockKind.Joint, "Y, eq. 2")
            .Block(join + 82, middle, 66, 56, $"<b>Y</b><br>{width} x<br>{side} x {side}", BlockKind.Data, "to ACmix (Fig. 5)").Arrow((join + 22, middle), (join + 49, middle));
        for (int i = 0; i < scales; i++)
        {
            double y = Top + (Row * i);
            int convolutions = Math.Max(i, 1), field = (2 * i) + 1;
            diagram.Arrow((175, middle), (190, y), (200, y)).Block(220, y, 40, 30, $"F<sub>{i + 1}</sub><br>{group} ch.", BlockKind.Data);
            for (int j = 0; j < convolutions; j++)
            {
                double x = first + (Step * j) + 12;
                diagram.Arrow((x - (j == 0 ? 42 : Step - 22), y), (x - 22, y))
                    .Block(x, y, 44, 28, i == 0 ? "1x1" : "3x3", BlockKind.Global, $"{group} to {group} channels, batch normalisation, ReLU");
            }
            double end = first + (Step * (convolutions - 1)) + 34;
            diagram.Arrow((end, y), (fields - 24, y)).Label(fields, y, $"<b>{field} x {field}</b>", Palette.Green)
                .Wire((fields + 24, y), (fields + 34, y), (join - 36, middle));
        }
        return diagram.ToFigure("Fig. 4. The multi-scale split", "Group i passes i - 1 convolutions of 3x3 one after the other, group 1 a 1x1. Each has batch normalisation and ReLU.");
    }
}
