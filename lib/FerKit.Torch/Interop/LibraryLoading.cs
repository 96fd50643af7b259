using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FerKit.Torch.Interop;

/// <summary>
/// Finds libFerKitTorch.so beside FerKit.Torch.dll, also in hosts without a deps.json (notebook kernels, scripts), and
/// says in one line what is missing when it cannot be loaded.
/// </summary>
internal static class LibraryLoading
{
    private const string FileName = "libFerKitTorch.so";

#pragma warning disable CA2255 // The resolver must be there before the first call of any kind, whoever makes it.
    [ModuleInitializer]
    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(LibraryLoading).Assembly, Resolve);
#pragma warning restore CA2255

    /// <summary>Loads the shim from the first folder that has it.</summary>
    /// <exception cref="DllNotFoundException">No folder has it, or a library under it is missing.</exception>
    internal static nint Load(IReadOnlyList<string> folders)
    {
        string? path = folders.Select(folder => Path.Combine(folder, FileName)).FirstOrDefault(File.Exists);
        if (path is null)
            throw new DllNotFoundException($"{FileName} was not found in {string.Join(" or ", folders)}: build FerKit.Torch with FerKitBackend=system ('./ferkit' does it) and keep the file beside FerKit.Torch.dll.");
        try
        {
            LibraryTuning.Apply();
            return NativeLibrary.Load(path);
        }
        catch (DllNotFoundException e)
        {
            // The runtime's own advice is the first line; dlopen's answers follow, one for each name that was tried.
            string reason = e.Message.Split('\n').Skip(1).FirstOrDefault(line => line.Contains(": ", StringComparison.Ordinal)) ?? e.Message.ReplaceLineEndings(" ");
            throw new DllNotFoundException($"{path} cannot be loaded: {reason.Trim()} (it was built for libtorch in {BuiltFor}). Install that libtorch (Debian: apt install libtorch-dev), or build again with LIBTORCH=<its folder>.", e);
        }
    }

    /// <summary>Where the build took libtorch from.</summary>
    internal static string BuiltFor =>
        typeof(LibraryLoading).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(entry => entry.Key == "LIBTORCH")?.Value is { Length: > 0 } folder
            ? folder
            : "the system's library folders";

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? search)
    {
        if (name != "FerKitTorch") return 0;
        string beside = Path.GetDirectoryName(assembly.Location) ?? "";
        string[] folders = [.. new[] { beside, AppContext.BaseDirectory }.Where(folder => folder.Length > 0).Select(Path.TrimEndingDirectorySeparator).Distinct()];
        return Load(folders);
    }
}
