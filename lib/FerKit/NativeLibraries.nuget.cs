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
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "It must run before TorchSharp is used, whoever uses it first.")]
    internal static void Register()
    {
        Assembly torch = typeof(TorchSharp.torch).Assembly;
        if (AssemblyLoadContext.GetLoadContext(torch) is not { } context) return;
        context.ResolvingUnmanagedDll += Find;
        // That is asked after the system's own folders, where another libtorch may lie, which LibTorchSharp cannot work with.
        if (Folder(torch) is not { } folder || IsKnown(folder)) return;
        try
        {
            Find(torch, "torch_cpu");
        }
        catch (DllNotFoundException)
        {
            // TorchSharp asks for it again, and says so.
        }
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

    private static nint Find(Assembly assembly, string name)
    {
        if (Folder(assembly) is not { } folder) return 0;
        string[] files = [name, OperatingSystem.IsWindows() ? $"{name}.dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so"];
        // One that is there and does not load has a reason, which only an exception carries into TorchSharp's report of its search.
        foreach (string file in files)
            if (File.Exists(Path.Combine(folder, file))) return NativeLibrary.Load(Path.Combine(folder, file));
        return 0;
    }

    private static string? Folder(Assembly assembly)
    {
        if (Path.GetDirectoryName(assembly.Location) is not { Length: > 0 } beside) return null;
        // Packages know portable names, linux-x64; the runtime's own may be a distribution's, debian.12-x64.
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        return Path.Combine(beside, "runtimes", $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}", "native");
    }

    // To the runtime, from the program's deps.json.
    private static bool IsKnown(string folder) => AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") is string known
        && Array.Exists(known.Split(Path.PathSeparator), one => Path.TrimEndingDirectorySeparator(one) == folder);
}
