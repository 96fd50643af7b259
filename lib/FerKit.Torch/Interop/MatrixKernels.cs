using System.Runtime.Intrinsics.X86;

namespace FerKit.Torch.Interop;

/// <summary>
/// Names the kernels that OpenBLAS is to multiply matrices with. Before 0.3.25 it takes Intel processors that are newer than itself
/// for one of 2004 (Prescott), whose kernels are several times slower.
/// </summary>
internal static class MatrixKernels
{
    private const string Variable = "OPENBLAS_CORETYPE";

    // The processors of family 6 up to this extended model are known, or told by what they can do.
    private const int LastKnownModel = 0xA;

    /// <summary>The kernels to ask for, by OpenBLAS's name; null where it chooses well by itself.</summary>
    internal static string? Wanted => X86Base.IsSupported && IsIntel() && IsNew() ? Fitting() : null;

    /// <summary>To be called before OpenBLAS is loaded; what the user has set stays.</summary>
    internal static void Choose()
    {
        if (Wanted is { } kernels) NativeEnvironment.Default(Variable, kernels);
    }

    private static string? Fitting() =>
        Avx512F.IsSupported && Avx512BW.IsSupported && Avx512DQ.VL.IsSupported ? "SkylakeX" : Avx2.IsSupported && Fma.IsSupported ? "Haswell" : null;

    // "GenuineIntel", in the order of the registers.
    private static bool IsIntel() => X86Base.CpuId(0, 0) is (_, 0x756E6547, 0x6C65746E, 0x49656E69);

    private static bool IsNew()
    {
        int version = X86Base.CpuId(1, 0).Eax;
        return ((version >> 8) & 0xF) != 6 || ((version >> 16) & 0xF) > LastKnownModel;
    }
}
