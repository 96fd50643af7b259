using FerKit.Training;

namespace FerKit.Tests;

/// <summary>A test whose bfloat16 convolutions must be near to float32's.</summary>
public sealed class BFloat16FactAttribute : FactAttribute
{
    /// <summary>Why the test is left out on this processor; null where it runs.</summary>
    internal static readonly string? Reason = ComputeOptions.ProcessorSuitsBFloat16 ? null : "libtorch sums bfloat16 convolutions in bfloat16 on a processor without AVX-512";

    /// <summary>Marks a test.</summary>
    public BFloat16FactAttribute() => Skip = Reason;
}

/// <summary>The same for several cases.</summary>
public sealed class BFloat16TheoryAttribute : TheoryAttribute
{
    /// <summary>Marks a test.</summary>
    public BFloat16TheoryAttribute() => Skip = BFloat16FactAttribute.Reason;
}
