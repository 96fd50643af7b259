namespace FerKit.Figures;

/// <summary>Fig. 2: GCLNet as a whole, drawn with the sizes of one input.</summary>
public static class NetworkDiagram
{
    private const int Middle = 150, Wide = 52, High = 84;

    /// <summary>Draws it.</summary>
    /// <param name="side">Height and width of the picture, a multiple of 8 from 32 up; the paper's is 224.</param>
    /// <param name="width">Channels of the first stage; the paper's is 64.</param>
    /// <param name="classes">Expressions.</param>
    /// <exception cref="ArgumentException">A side that the network cannot take.</exception>
    public static PlotlyFigure Figure2(int side = 224, int width = 64, int classes = 7)
    {
        if (side < 32 || side % 8 != 0)
            throw new ArgumentException($"the side is {side}: it must be a multiple of 8 from 32 up.", nameof(side));
        var diagram = new BlockDiagram(700, 300);
        string Map(int channels, int part) => $"{channels} x<br>{side / part} x {side / part}";
        (string Text, BlockKind Kind, string Detail)[] before =
        [
            ($"face<br>{Map(3, 1)}", BlockKind.Data, "the picture, normalised"),
            ($"conv1<br>7x7, /2<br>{Map(width, 2)}", BlockKind.Trunk, "7x7 convolution with stride 2, batch normalisation, ReLU"),
            ($"pool<br>3x3, /2<br>{Map(width, 4)}", BlockKind.Trunk, "the largest of 3x3, stride 2"),
            ($"layer1<br>3 blocks<br>{Map(width, 4)}", BlockKind.Trunk, "3 basic blocks; what comes out is F"),
        ];
        (string Text, BlockKind Kind, string Detail)[] after =
        [
            ($"layer2<br>4 blocks<br>{Map(2 * width, 8)}", BlockKind.Trunk, "4 basic blocks, the first with stride 2"),
            ($"layer3<br>6 blocks<br>{4 * width} x<br>{(side + 15) / 16} x {(side + 15) / 16}", BlockKind.Trunk, "6 basic blocks, the first with stride 2"),
            ($"layer4<br>3 blocks<br>{8 * width} x<br>{(side + 31) / 32} x {(side + 31) / 32}", BlockKind.Trunk, "3 basic blocks, the first with stride 2"),
            ($"average<br>{8 * width}", BlockKind.Trunk, "the mean over all places"),
            ($"linear<br>{classes}<br>logits", BlockKind.Data, "one logit an expression"),
        ];
        for (int i = 0; i < before.Length; i++)
            Column(i, before[i]);
        for (int i = 0; i < after.Length; i++)
            Column(i + 6, after[i]);

        double fork = X(3) + (Wide / 2), left = fork + 18, modules = left + 66, sum = modules + 70;
        diagram
            .Label(fork + 9, Middle - 9, "<b>F</b>")
            .Arrow((fork, Middle), (sum - 13, Middle))
            .Label(modules, Middle - 9, "residual")
            .Arrow((left, Middle), (left, 60), (modules - 42, 60))
            .Block(modules, 60, 84, 64, "<b>LFA</b><br>local feature<br>enhancement", BlockKind.Local, "four quadrants of F, each with asymmetric convolutions of its own (section 3.2, Fig. 3)")
            .Arrow((modules + 42, 60), (sum, 60), (sum, Middle - 13))
            .Arrow((left, Middle), (left, 240), (modules - 42, 240))
            .Block(modules, 240, 84, 64, "<b>MGC</b><br>multi-scale<br>association", BlockKind.Global, "four scales at once, then attention (section 3.3, Figs. 4 and 5)")
            .Arrow((modules + 42, 240), (sum, 240), (sum, Middle + 13))
            .Block(sum, Middle, 24, 24, "<b>+</b>", BlockKind.Joint, "the sum of F and of what both modules make of it, then ReLU")
            .Arrow((sum + 13, Middle), (X(6) - (Wide / 2), Middle));
        return diagram.ToFigure($"Fig. 2. GCLNet for a face of {side} x {side} pixels",
            "Blue: ResNet-34. Orange and green: what GCLNet adds after layer1. Under each name: channels x height x width of what comes out.");

        double X(int column) => column < 6 ? 30 + (60 * column) : 90 + (58 * column);

        void Column(int i, (string Text, BlockKind Kind, string Detail) block)
        {
            diagram.Block(X(i), Middle, Wide, High, block.Text, block.Kind, block.Detail);
            if (i is > 0 and not 6)
                diagram.Arrow((X(i - 1) + (Wide / 2), Middle), (X(i) - (Wide / 2), Middle));
        }
    }
}
