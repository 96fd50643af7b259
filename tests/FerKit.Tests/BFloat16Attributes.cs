using System.Runtime.Intrinsics.X86;

namespace FerKit.Tests;

/// <summary>A test whose bfloat16 convolutions must be near to float32's: without AVX-512, with libtorch 1.13, training does not get near; why is not known yet.</summary>
public sealed class BFloat16FactAttribute : FactAttribute
{
    internal const string Reason = "bfloat16 convolutions are not near to float32's on a processor without AVX-512";

    /// <summary>Left out where it cannot hold.</summary>
    public BFloat16FactAttribute() => Skip = Avx512F.IsSupported ? null : Reason;
}

/// <summary>The same for several cases.</summary>
public sealed class BFloat16TheoryAttribute : TheoryAttribute
{
    /// <summary>Left out where it cannot hold.</summary>
    public BFloat16TheoryAttribute() => Skip = Avx512F.IsSupported ? null : BFloat16FactAttribute.Reason;
}
