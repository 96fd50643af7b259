using System.Runtime.InteropServices;
using FerKit.Torch.Interop;
using TorchSharp;

namespace FerKit.Torch.Tests.Runtime;

[Collection("libtorch")]
public class MatrixKernelsTests
{
    [Fact]
    public void OpenBlas_ProcessorThatItDoesNotKnow_HasTheKernelsOfItsKind()
    {
        using var loaded = torch.zeros(1);
        // Another machine, a user's own choice, or another library than OpenBLAS: nothing is asked for.
        if (MatrixKernels.Wanted is not { } wanted || Environment.GetEnvironmentVariable("OPENBLAS_CORETYPE") is not null || !File.ReadAllText("/proc/self/maps").Contains("libopenblas", StringComparison.Ordinal)) return;

        var name = Marshal.GetDelegateForFunctionPointer<Name>(NativeLibrary.GetExport(NativeLibrary.Load("libopenblas.so.0"), "openblas_get_corename"));

        Assert.Equal(wanted, Marshal.PtrToStringUTF8(name()), ignoreCase: true);
    }

    private delegate nint Name();
}
