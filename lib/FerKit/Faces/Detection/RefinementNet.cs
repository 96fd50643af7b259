using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Faces.Detection;

/// <summary>
/// MTCNN's R-Net (Zhang et al. 2016, fig. 2): judges 24 x 24 pictures of candidates. Layers and parameter names as
/// facenet-pytorch's: <c>conv1 prelu1 conv2 prelu2 conv3 prelu3 dense4 prelu4 dense5_1</c> (face or not)
/// <c>dense5_2</c> (box). 100,178 parameters.
/// </summary>
public sealed class RefinementNet : Module<Tensor, (Tensor Scores, Tensor Offsets)>
{
    private readonly Conv2d conv1 = Conv2d(3, 28, 3);
    private readonly PReLU prelu1 = PReLU(28);
    private readonly MaxPool2d pool1 = MaxPool2d(3, 2, ceil_mode: true);
    private readonly Conv2d conv2 = Conv2d(28, 48, 3);
    private readonly PReLU prelu2 = PReLU(48);
    private readonly MaxPool2d pool2 = MaxPool2d(3, 2, ceil_mode: true);
    private readonly Conv2d conv3 = Conv2d(48, 64, 2);
    private readonly PReLU prelu3 = PReLU(64);
    private readonly Linear dense4 = Linear(576, 128);
    private readonly PReLU prelu4 = PReLU(128);
    private readonly Linear dense5_1 = Linear(128, 2);
    private readonly Linear dense5_2 = Linear(128, 4);

    /// <summary>Makes the network with fresh weights, drawn from torch's default generator.</summary>
    public RefinementNet() : base(nameof(RefinementNet)) => RegisterComponents();

    /// <summary>
    /// (N, 3, 24, 24), scaled to -1 .. 1, to the probability of a face (N) and the offsets of its left, upper, right and
    /// lower edge in parts of the candidate (N, 4). The caller owns both.
    /// </summary>
    public override (Tensor Scores, Tensor Offsets) forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = pool1.call(prelu1.call(conv1.call(input)));
        x = pool2.call(prelu2.call(conv2.call(x)));
        x = prelu3.call(conv3.call(x));
        // The published weights were trained column by column.
        x = prelu4.call(dense4.call(x.permute(0, 3, 2, 1).flatten(1)));
        var scores = dense5_1.call(x).softmax(1).select(1, 1);
        return (scores.MoveToOuterDisposeScope(), dense5_2.call(x).MoveToOuterDisposeScope());
    }
}
