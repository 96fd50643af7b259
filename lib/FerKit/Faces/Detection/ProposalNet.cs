using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Faces.Detection;

/// <summary>
/// MTCNN's P-Net (Zhang et al. 2016, fig. 2): looks at every 12 x 12 cell of a picture, in steps of 2 pixels. Layers and
/// parameter names as facenet-pytorch's: <c>conv1 prelu1 conv2 prelu2 conv3 prelu3 conv4_1</c> (face or not)
/// <c>conv4_2</c> (box). 6,632 parameters.
/// </summary>
public sealed class ProposalNet : Module<Tensor, (Tensor Scores, Tensor Offsets)>
{
    private readonly Conv2d conv1 = Conv2d(3, 10, 3);
    private readonly PReLU prelu1 = PReLU(10);
    private readonly MaxPool2d pool1 = MaxPool2d(2, 2, ceil_mode: true);
    private readonly Conv2d conv2 = Conv2d(10, 16, 3);
    private readonly PReLU prelu2 = PReLU(16);
    private readonly Conv2d conv3 = Conv2d(16, 32, 3);
    private readonly PReLU prelu3 = PReLU(32);
    private readonly Conv2d conv4_1 = Conv2d(32, 2, 1);
    private readonly Conv2d conv4_2 = Conv2d(32, 4, 1);

    /// <summary>Makes the network with fresh weights, drawn from torch's default generator.</summary>
    public ProposalNet() : base(nameof(ProposalNet)) => RegisterComponents();

    /// <summary>
    /// (N, 3, H, W), at least 12 a side, scaled to -1 .. 1, to the probability of a face (N, h, w) and the offsets of its
    /// left, upper, right and lower edge in parts of the cell (N, 4, h, w). The caller owns both.
    /// </summary>
    public override (Tensor Scores, Tensor Offsets) forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = pool1.call(prelu1.call(conv1.call(input)));
        x = prelu3.call(conv3.call(prelu2.call(conv2.call(x))));
        var scores = conv4_1.call(x).softmax(1).select(1, 1);
        return (scores.MoveToOuterDisposeScope(), conv4_2.call(x).MoveToOuterDisposeScope());
    }
}
