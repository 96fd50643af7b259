using static TorchSharp.torch;

namespace FerKit.Models;

/// <summary>What a module costs for one input.</summary>
/// <param name="Flops">By the rules of thop, which the paper counts by: multiply-adds of convolutions and linear layers, and what it adds for normalisation, pooling and softmax.</param>
/// <param name="Macs">Multiply-adds of convolutions, linear layers and attention products, which thop does not see.</param>
public readonly record struct OperationCount(long Flops, long Macs)
{
    /// <summary>Both together.</summary>
    public static OperationCount operator +(OperationCount left, OperationCount right) =>
        new(left.Flops + right.Flops, left.Macs + right.Macs);
}

/// <summary>A module that counts operations that no module inside it stands for.</summary>
public interface ICountsOperations
{
    /// <summary>The operations of one call, without those of the modules inside that are called as modules.</summary>
    /// <param name="input">What came in.</param>
    /// <param name="output">What went out.</param>
    OperationCount Count(Tensor input, Tensor output);
}
