using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace FerKit;

/// <summary>
/// Finds native libraries of packages in the build output, <c>runtimes/RID/native</c> beside their assemblies, where a notebook
/// loads these by <c>#r</c>: there no <c>deps.json</c> tells of that folder.
/// </summary>
internal static class NativeLibraries
{
    private static readonly Assembly Torch = typeof(TorchSharp.torch).Assembly;

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "It must run before TorchSharp is used, whoever uses it first.")]
    internal static void Register()
    {
        if (AssemblyLoadContext.GetLoadContext(Torch) is not { } context) return;
        context.ResolvingUnmanagedDll += Find;
        if (Folder(Torch) is { } folder && Directory.Exists(folder) && !IsKnown(folder)) PutFirst(folder);
    }

    /// <summary>The same for another assembly, and before anything else is tried: Windows has an old <c>onnxruntime.dll</c> of its own.</summary>
    internal static void RegisterFor(Assembly assembly)
    {
        try
        {
            NativeLibrary.SetDllImportResolver(assembly, (name, asking, _) => Find(asking, name));
        }
        catch (InvalidOperationException)
        {
            // It has a resolver already: ours, or its own.
        }
    }

    // The event comes after the system's own folders, where another libtorch or CUDA may lie, which LibTorchSharp cannot work with.
    private static void PutFirst(string folder)
    {
        if (OperatingSystem.IsWindows()) Environment.SetEnvironmentVariable("PATH", $"{folder};{Environment.GetEnvironmentVariable("PATH")}");
        try
        {
            // One after the other, for LD_LIBRARY_PATH comes before the folder of the library that asks.
            foreach (string part in (string[])["c10", "torch_cpu", "torch"]) Find(Torch, part);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            // TorchSharp asks for it again, and says so.
        }
    }

    private static nint Find(Assembly assembly, string name)
    {
        if (Folder(assembly) is not { } folder || Path.IsPathRooted(name)) return 0;
        foreach (string file in (string[])[name, OperatingSystem.IsWindows() ? $"{name}.dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so"])
        {
            string path = Path.Combine(folder, file);
            if (!File.Exists(path)) continue;
            // One that is there and does not load has a reason, which only an exception carries into TorchSharp's report of its search.
            if (assembly == Torch) return NativeLibrary.Load(path);
            if (NativeLibrary.TryLoad(path, out nint library)) return library;
        }
        return 0;
    }

    private static string? Folder(Assembly assembly)
    {
        if (Path.GetDirectoryName(assembly.Location) is not { Length: > 0 } beside) return null;
        // Packages know portable names, linux-x64; the runtime's own may be a distribution's, debian.12-x64.
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        return Path.Combine(beside, "runtimes", $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}", "native");
    }

    // The runtime looks there first by itself, where the program's deps.json names it.
    private static bool IsKnown(string folder) => AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") is string known
        && Array.Exists(known.Split(Path.PathSeparator), one => Path.TrimEndingDirectorySeparator(one) == folder);
}
