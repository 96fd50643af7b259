using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Models;

/// <summary>
/// ResNet-34, the paper's baseline (21,288,263 parameters with seven classes). He et al. 2016, table 1; parameter
/// names as torchvision's <c>resnet34</c>.
/// </summary>
public sealed class ResNet34 : Module<Tensor, Tensor>, IFoldable
{
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly ConvNorm stem;
    private readonly MaxPool2d maxpool;
    private readonly Sequential layer1;
    private readonly Sequential layer2;
    private readonly Sequential layer3;
    private readonly Sequential layer4;
    private readonly AdaptiveAvgPool2d avgpool;
    private readonly Linear fc;

    /// <summary>Makes the network with fresh weights, drawn from torch's default generator.</summary>
    /// <param name="classes">Logits that come out.</param>
    /// <param name="width">Channels of layer1: 64, or 16 for the <c>tiny</c> preset.</param>
    public ResNet34(int classes = 7, int width = 64) : base(nameof(ResNet34))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        conv1 = ResNetParts.FirstConvolution(width);
        bn1 = BatchNorm2d(width);
        stem = ConvNorm.Of(conv1, bn1, stride: 2, padding: 3);
        maxpool = MaxPool2d(3, stride: 2, padding: 1);
        layer1 = ResNetParts.Layer(1, width);
        layer2 = ResNetParts.Layer(2, width);
        layer3 = ResNetParts.Layer(3, width);
        layer4 = ResNetParts.Layer(4, width);
        avgpool = AdaptiveAvgPool2d(1);
        fc = Linear(width * 8, classes);
        RegisterComponents();
        ResNetParts.Initialise(this);
    }

    /// <summary>(N, 3, H, W), normalised, to logits (N, classes). The caller owns the result.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = F.relu(stem.Call(conv1, input), inplace: true);
        x = layer1.call(maxpool.call(x));
        x = layer4.call(layer3.call(layer2.call(x)));
        return fc.CallIn(avgpool.call(x).flatten(1)).MoveToOuterDisposeScope();
    }

    void IFoldable.Fold() => stem.Fold();
}
