using System.Runtime.Intrinsics.X86;

namespace FerKit.Tests;

/// <summary>
/// A test whose bfloat16 convolutions must be near to float32's. Without AVX-512 libtorch 1.13 takes its own in place of oneDNN's, and
/// these sum in bfloat16: PyTorch's weight gradient of one convolution in channels-last order, 30 pictures of 32 px, is 18 % off.
/// </summary>
public sealed class BFloat16FactAttribute : FactAttribute
{
    /// <summary>Why the test is left out on this processor; null where it runs.</summary>
    internal static readonly string? Reason = Avx512BW.VL.IsSupported && Avx512DQ.VL.IsSupported ? null : "libtorch sums bfloat16 convolutions in bfloat16 on a processor without AVX-512";

    /// <summary>Marks a test.</summary>
    public BFloat16FactAttribute() => Skip = Reason;
}

/// <summary>The same for several cases.</summary>
public sealed class BFloat16TheoryAttribute : TheoryAttribute
{
    /// <summary>Marks a test.</summary>
    public BFloat16TheoryAttribute() => Skip = BFloat16FactAttribute.Reason;
}
