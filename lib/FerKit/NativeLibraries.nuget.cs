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
    // Asked after all that the runtime tries by itself.
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "It must run before TorchSharp is used, whoever uses it first.")]
    internal static void Register()
    {
        if (AssemblyLoadContext.GetLoadContext(typeof(TorchSharp.torch).Assembly) is { } context) context.ResolvingUnmanagedDll += Find;
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
        if (Path.GetDirectoryName(assembly.Location) is not { Length: > 0 } folder) return 0;
        // Packages know portable names, linux-x64; the runtime's own may be a distribution's, debian.12-x64.
        (string system, string[] files) = OperatingSystem.IsWindows() ? ("win", new[] { name, $"{name}.dll" })
            : OperatingSystem.IsMacOS() ? ("osx", [name, $"lib{name}.dylib"]) : ("linux", [name, $"lib{name}.so"]);
        string native = Path.Combine(folder, "runtimes", $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}", "native");
        // One that is there and does not load has a reason, which only an exception carries into TorchSharp's report of its search.
        foreach (string file in files)
            if (File.Exists(Path.Combine(native, file))) return NativeLibrary.Load(Path.Combine(native, file));
        return 0;
    }
}
