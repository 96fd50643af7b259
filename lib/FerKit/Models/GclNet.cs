using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Models;

/// <summary>
/// GCLNet (section 3.1): ResNet-34 whose features F after layer1 become ReLU(F + LFA(F) + MGC(F)) before layer2.
/// Parameter names of the trunk as torchvision's <c>resnet34</c>; of the two modules <c>lfa.*</c> and <c>mgc.*</c>.
/// </summary>
public sealed class GclNet : Module<Tensor, Tensor>
{
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly MaxPool2d maxpool;
    private readonly Sequential layer1;
    private readonly LocalFeatureEnhancement? lfa;
    private readonly MultiScaleGlobalAssociation? mgc;
    private readonly Sequential layer2;
    private readonly Sequential layer3;
    private readonly Sequential layer4;
    private readonly AdaptiveAvgPool2d avgpool;
    private readonly Linear fc;

    /// <summary>Makes the network with fresh weights, drawn from torch's default generator.</summary>
    /// <exception cref="ArgumentException">Options that do not fit together; the message gives the rule.</exception>
    public GclNet(GclNetOptions? options = null) : base(nameof(GclNet))
    {
        Options = options ?? GclNetOptions.Recommended;
        ArgumentOutOfRangeException.ThrowIfLessThan(Options.Classes, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(Options.Width, 1);
        int width = Options.Width;
        conv1 = ResNetParts.FirstConvolution(width);
        bn1 = BatchNorm2d(width);
        maxpool = MaxPool2d(3, stride: 2, padding: 1);
        layer1 = ResNetParts.Layer(1, width);
        lfa = Options.LocalFeatures ? new LocalFeatureEnhancement(width) : null;
        mgc = Options.GlobalAssociation ? new MultiScaleGlobalAssociation(width, Options.Scales, Options.Heads, Options.Window) : null;
        layer2 = ResNetParts.Layer(2, width);
        layer3 = ResNetParts.Layer(3, width);
        layer4 = ResNetParts.Layer(4, width);
        avgpool = AdaptiveAvgPool2d(1);
        fc = Linear(width * 8, Options.Classes);
        RegisterComponents();
        ResNetParts.Initialise(this);
    }

    /// <summary>What the network was built from.</summary>
    public GclNetOptions Options { get; }

    /// <summary>(N, 3, H, W), normalised, both sides multiples of 8 from 32 up, to logits (N, classes). The caller owns the result.</summary>
    /// <exception cref="ArgumentException">A side that the quadrants or the window cannot take.</exception>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = F.relu(bn1.call(conv1.call(input)), inplace: true);
        x = Fuse(layer1.call(maxpool.call(x)));
        x = layer4.call(layer3.call(layer2.call(x)));
        return fc.call(avgpool.call(x).flatten(1)).MoveToOuterDisposeScope();
    }

    // ReLU(F + L(F) + G(F)): LFA carries the residual and MGC adds to it.
    private Tensor Fuse(Tensor features)
    {
        if (lfa is null && mgc is null) return features;
        var sum = lfa is null ? features + mgc!.call(features) : features + lfa.call(features);
        if (lfa is not null && mgc is not null) sum = sum.add_(mgc.call(features));
        return F.relu(sum, inplace: true);
    }
}
