using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Models;

/// <summary>
/// GCLNet (section 3.1): ResNet-34 whose features F after layer1 become ReLU(F + LFA(F) + MGC(F)) before layer2.
/// Parameter names of the trunk as torchvision's <c>resnet34</c>; of the two modules <c>lfa.*</c> and <c>mgc.*</c>.
/// </summary>
public sealed class GclNet : Module<Tensor, Tensor>, IFoldable
{
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly ConvNorm stem;
    private readonly MaxPool2d maxpool;
    private readonly Sequential layer1;
    private readonly LocalFeatureEnhancement? lfa;
    private readonly MultiScaleGlobalAssociation? mgc;
    private readonly Conv2d? fuse;
    private readonly Sequential layer2;
    private readonly Sequential layer3;
    private readonly Sequential layer4;
    private readonly AdaptiveAvgPool2d avgpool;
    private readonly Linear fc;

    /// <summary>Makes the network with fresh weights, drawn from torch's default generator.</summary>
    /// <exception cref="ArgumentException">Options that do not fit together; the message gives the rule.</exception>
    public GclNet(GclNetOptions? options = null) : base(nameof(GclNet))
    {
        Options = options ?? GclNetPresets.Recommended;
        Options.Check();
        int width = Options.Width;
        conv1 = ResNetParts.FirstConvolution(width);
        bn1 = BatchNorm2d(width);
        stem = ConvNorm.Of(conv1, bn1, stride: 2, padding: 3);
        maxpool = MaxPool2d(3, stride: 2, padding: 1);
        layer1 = ResNetParts.Layer(1, width);
        lfa = Options.LocalFeatures ? new LocalFeatureEnhancement(width, Options.Quadrants, LfaForm(Options)) : null;
        mgc = Options.GlobalAssociation ? new MultiScaleGlobalAssociation(Options) : null;
        fuse = Options.Fusion == FeatureFusion.Concatenation ? Conv2d(2 * width, width, 1, bias: false) : null;
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
        Shapes.Check(input);
        Options.CheckInput(input.size(2), input.size(3));
        using var scope = NewDisposeScope();
        var x = maxpool.call(F.relu(stem.Call(conv1, input), inplace: true));
        x = Options.Tap == FeatureTap.Layer1 ? Enhance(layer1.call(x)) : layer1.call(Enhance(x));
        x = layer4.call(layer3.call(layer2.call(x)));
        return fc.CallIn(avgpool.call(x).flatten(1)).MoveToOuterDisposeScope();
    }

    void IFoldable.Fold() => stem.Fold();

    /// <summary>
    /// The same network with the kernels of each asymmetric convolution folded into one (fig. 3b), on the same device, in
    /// evaluation mode. Outputs agree up to rounding; there is less to compute. The caller disposes it; this one stays.
    /// </summary>
    /// <param name="foldNorms">Folds the batch normalisation behind each of these kernels into it too.</param>
    /// <exception cref="InvalidOperationException">The network is deployed already.</exception>
    public GclNet Deploy(bool foldNorms = false)
    {
        if (Options.Form != ModelForm.Training)
            throw new InvalidOperationException($"this GclNet is {Options.Form} already: deploy the one in training form.");
        using var off = no_grad();
        // Drawing its fresh weights must not move the generator: training may go on.
        using var state = get_rng_state();
        var deployed = new GclNet(Options with { Form = foldNorms ? ModelForm.Folded : ModelForm.Deployed });
        set_rng_state(state);
        deployed.to(fc.weight.device, fc.weight.dtype);
        var target = deployed.state_dict();
        foreach (var (name, tensor) in state_dict())
            if (target.TryGetValue(name, out var same)) same.copy_(tensor);
        var trained = named_parameters().ToDictionary(one => one.name, one => one.parameter.requires_grad);
        foreach (var (name, parameter) in deployed.named_parameters()) parameter.requires_grad = trained.GetValueOrDefault(name, fc.weight.requires_grad);
        lfa?.FoldInto(deployed.lfa!);
        deployed.eval();
        return deployed;
    }

    // Plain 3x3 kernels are what asymmetric ones become when deployed.
    private static ModelForm LfaForm(GclNetOptions options) =>
        options.Form == ModelForm.Training && !options.Asymmetric ? ModelForm.Deployed : options.Form;

    // ReLU(F + L(F) + G(F)): LFA holds F already.
    private Tensor Enhance(Tensor features)
    {
        if (lfa is null && mgc is null) return features;
        var sum = fuse is not null ? features + fuse.CallIn(cat([lfa!.call(features), mgc!.call(features)], dim: 1))
            : lfa is null ? features + mgc!.call(features)
            : mgc is null ? lfa.call(features)
            : lfa.call(features).add_(mgc.call(features));
        return Options.LastRelu ? F.relu(sum, inplace: true) : sum;
    }
}
