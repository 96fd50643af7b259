using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Faces.Detection;

/// <summary>
/// MTCNN's O-Net (Zhang et al. 2016, fig. 2): judges 48 x 48 pictures of candidates and finds five landmarks. Layers and
/// parameter names as facenet-pytorch's: <c>conv1 prelu1 conv2 prelu2 conv3 prelu3 conv4 prelu4 dense5 prelu5
/// dense6_1</c> (face or not) <c>dense6_2</c> (box) <c>dense6_3</c> (landmarks). 389,040 parameters.
/// </summary>
public sealed class OutputNet : Module<Tensor, (Tensor Scores, Tensor Offsets, Tensor Landmarks)>
{
    private readonly Conv2d conv1 = Conv2d(3, 32, 3);
    private readonly PReLU prelu1 = PReLU(32);
    private readonly MaxPool2d pool1 = MaxPool2d(3, 2, ceil_mode: true);
    private readonly Conv2d conv2 = Conv2d(32, 64, 3);
    private readonly PReLU prelu2 = PReLU(64);
    private readonly MaxPool2d pool2 = MaxPool2d(3, 2, ceil_mode: true);
    private readonly Conv2d conv3 = Conv2d(64, 64, 3);
    private readonly PReLU prelu3 = PReLU(64);
    private readonly MaxPool2d pool3 = MaxPool2d(2, 2, ceil_mode: true);
    private readonly Conv2d conv4 = Conv2d(64, 128, 2);
    private readonly PReLU prelu4 = PReLU(128);
    private readonly Linear dense5 = Linear(1152, 256);
    private readonly PReLU prelu5 = PReLU(256);
    private readonly Linear dense6_1 = Linear(256, 2);
    private readonly Linear dense6_2 = Linear(256, 4);
    private readonly Linear dense6_3 = Linear(256, 10);

    /// <summary>Makes the network with fresh weights, drawn from torch's default generator.</summary>
    public OutputNet() : base(nameof(OutputNet)) => RegisterComponents();

    /// <summary>
    /// (N, 3, 48, 48), scaled to -1 .. 1, to the probability of a face (N), the offsets of its left, upper, right and lower
    /// edge in parts of the candidate (N, 4), and the landmarks in parts of the candidate, five times x and then five
    /// times y (N, 10). The caller owns all three.
    /// </summary>
    public override (Tensor Scores, Tensor Offsets, Tensor Landmarks) forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = pool1.call(prelu1.call(conv1.call(input)));
        x = pool2.call(prelu2.call(conv2.call(x)));
        x = pool3.call(prelu3.call(conv3.call(x)));
        x = prelu4.call(conv4.call(x));
        // The published weights were trained column by column.
        x = prelu5.call(dense5.call(x.permute(0, 3, 2, 1).flatten(1)));
        var scores = dense6_1.call(x).softmax(1).select(1, 1);
        return (scores.MoveToOuterDisposeScope(), dense6_2.call(x).MoveToOuterDisposeScope(), dense6_3.call(x).MoveToOuterDisposeScope());
    }
}
