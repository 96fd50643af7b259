using System.Runtime.Intrinsics.X86;

namespace FerKit.Torch.Interop;

/// <summary>
/// Names the kernels that OpenBLAS is to multiply matrices with. A processor that is newer than the library is to it one of 2004
/// (Prescott), and products take three times as long; its float32 kernels for all Intel processors since Skylake are the same two.
/// </summary>
internal static class MatrixKernels
{
    /// <summary>To be called before libtorch is loaded; what the user has set stays.</summary>
    internal static void Choose()
    {
        if (!X86Base.IsSupported || !IsIntel()) return;
        if (Avx512F.IsSupported && Avx512DQ.VL.IsSupported && Avx512BW.IsSupported) NativeEnvironment.Default("OPENBLAS_CORETYPE", "SkylakeX");
        else if (Avx2.IsSupported && Fma.IsSupported) NativeEnvironment.Default("OPENBLAS_CORETYPE", "Haswell");
    }

    // "GenuineIntel", in the order of the registers.
    private static bool IsIntel() => X86Base.CpuId(0, 0) is (_, 0x756E6547, 0x6C65746E, 0x49656E69);
}
