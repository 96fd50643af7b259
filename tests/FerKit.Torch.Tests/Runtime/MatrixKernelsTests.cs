using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using TorchSharp;

namespace FerKit.Torch.Tests.Runtime;

[Collection("libtorch")]
public class MatrixKernelsTests
{
    [Fact]
    public void OpenBlas_ProcessorWithAvx2_IsNotTakenForOneOf2004()
    {
        using var loaded = torch.zeros(1);
        if (!Avx2.IsSupported || !NativeLibrary.TryLoad("libopenblas.so.0", out nint library) || !NativeLibrary.TryGetExport(library, "openblas_get_corename", out nint function)) return;

        string kernels = Marshal.PtrToStringUTF8(Marshal.GetDelegateForFunctionPointer<Name>(function)())!;

        Assert.NotEqual("prescott", kernels.ToLowerInvariant());
    }

    private delegate nint Name();
}
