using System.Runtime.InteropServices;
using FerKit.Torch.Interop;
using static TorchSharp.torch;

namespace FerKit.Torch;

/// <summary>What is loaded: the libtorch, the linear algebra under it, and how it was built.</summary>
public static class Runtime
{
    private const string Maps = "/proc/self/maps";

    /// <summary>
    /// Sets up the libraries under libtorch: waiting threads, matrix products, freed memory. libtorch's loading does it too; call it
    /// first where another library may bring OpenBLAS along, as OpenCV does.
    /// </summary>
    public static void Prepare() => LibraryTuning.Apply();

    /// <summary>Version of the loaded libtorch.</summary>
    public static string Version => __version__;

    /// <summary>libtorch's own account of its build: compiler, BLAS, oneDNN, CUDA. Several lines.</summary>
    public static unsafe string BuildDescription => Marshal.PtrToStringUTF8((nint)Native.BuildDescription()) ?? "";

    /// <summary>The libtorch_cpu in this process.</summary>
    public static string? LibraryPath
    {
        get
        {
            _ = Version;
            return LoadedLibraries().FirstOrDefault(path => Path.GetFileName(path).StartsWith("libtorch_cpu.", StringComparison.Ordinal));
        }
    }

    /// <summary>The shim that was built with FerKit.Torch.</summary>
    public static string? ShimPath
    {
        get
        {
            _ = Version;
            return LoadedLibraries().FirstOrDefault(path => Path.GetFileName(path) == "libFerKitTorch.so");
        }
    }

    /// <summary>
    /// The library that multiplies matrices on the CPU: MKL, OpenBLAS, BLIS, ATLAS, or <c>reference</c> (slow: Debian's
    /// libopenblas0-pthread is forty times faster).
    /// </summary>
    public static string Blas
    {
        get
        {
            _ = Version;
            string[] loaded = [.. LoadedLibraries()];
            // Debian's alternatives keep the name libblas.so.3; the folder of the real file tells which one it is.
            foreach (var (sign, name) in new[] { ("mkl_core", "MKL"), ("openblas", "OpenBLAS"), ("blis", "BLIS"), ("atlas", "ATLAS") })
                if (loaded.Any(path => path.Contains(sign, StringComparison.OrdinalIgnoreCase))) return name;
            if (loaded.Any(path => Path.GetFileName(path).StartsWith("libblas.", StringComparison.Ordinal))) return "reference";
            return BuildDescription.Contains("BLAS_INFO=mkl", StringComparison.Ordinal) ? "MKL" : "built in";
        }
    }

    /// <summary>The file of the BLAS library, when it is one of its own.</summary>
    public static string? BlasPath
    {
        get
        {
            _ = Version;
            return LoadedLibraries().FirstOrDefault(path => Path.GetFileName(path) is var name && (name.Contains("blas", StringComparison.Ordinal) || name.StartsWith("libmkl_core", StringComparison.Ordinal) || name.StartsWith("libblis", StringComparison.Ordinal)));
        }
    }

    /// <summary>Threads that one operator on the CPU uses.</summary>
    public static int Threads
    {
        get => get_num_threads();
        set => set_num_threads(value);
    }

    // The last column of the memory map: real paths, links resolved. Nothing on systems without it.
    private static IEnumerable<string> LoadedLibraries() =>
        !File.Exists(Maps) ? [] : File.ReadLines(Maps)
            .Select(line => line.IndexOf('/', StringComparison.Ordinal) is var start and >= 0 ? line[start..] : "")
            .Where(path => path.Contains(".so", StringComparison.Ordinal))
            .Distinct();
}
