using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Models;

/// <summary>
/// Two 3x3 convolutions with an identity around them: y = ReLU(x + BN(conv(ReLU(BN(conv(x)))))).
/// He et al. 2016, fig. 2; parameter names as torchvision's <c>BasicBlock</c>.
/// </summary>
public sealed class BasicBlock : Module<Tensor, Tensor>, IFoldable
{
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d bn2;

    // A 1x1 projection where the shape changes; null elsewhere, and then it does not register.
    private readonly Sequential? downsample;

    private readonly ConvNorm first;
    private readonly ConvNorm second;
    private readonly ConvNorm? projection;

    /// <summary>Makes a block from <paramref name="input"/> to <paramref name="output"/> channels.</summary>
    /// <param name="input">Channels that come in.</param>
    /// <param name="output">Channels that go out.</param>
    /// <param name="stride">2 halves height and width.</param>
    public BasicBlock(long input, long output, long stride = 1) : base(nameof(BasicBlock))
    {
        conv1 = Conv2d(input, output, 3, stride: stride, padding: 1, bias: false);
        bn1 = BatchNorm2d(output);
        conv2 = Conv2d(output, output, 3, padding: 1, bias: false);
        bn2 = BatchNorm2d(output);
        (first, second) = (ConvNorm.Of(conv1, bn1, stride, padding: 1), ConvNorm.Of(conv2, bn2, stride: 1, padding: 1));
        if (stride != 1 || input != output)
        {
            var (conv, bn) = (Conv2d(input, output, 1, stride: stride, bias: false), BatchNorm2d(output));
            downsample = Sequential(conv, bn);
            projection = ConvNorm.Of(conv, bn, stride, padding: 0);
        }
        RegisterComponents();
    }

    /// <summary>(N, input, H, W) to (N, output, H / stride, W / stride). The caller owns the result.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = F.relu(first.Call(conv1, input), inplace: true);
        x = second.Call(conv2, x);
        var identity = projection is null ? input : projection.CallFolded(input) ?? Project(input);
        return F.relu(x.add_(identity), inplace: true).MoveToOuterDisposeScope();
    }

    private Tensor Project(Tensor input) =>
        downsample![0] is Conv2d conv && !conv.Takes(input) ? projection!.Call(conv, input) : downsample.call(input);

    void IFoldable.Fold()
    {
        first.Fold();
        second.Fold();
        projection?.Fold();
    }
}
