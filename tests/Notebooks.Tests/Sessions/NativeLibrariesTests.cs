using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace FerKit.Notebooks.Tests.Sessions;

/// <summary>The adapter that finds TorchSharp's native libraries, tried on an assembly that loads one as TorchSharp does.</summary>
public sealed class NativeLibrariesTests : IDisposable
{
    private const string Torch = """
        namespace TorchSharp;

        public static class torch
        {
            public static bool Loads(string name) => System.Runtime.InteropServices.NativeLibrary.TryLoad(name, typeof(torch).Assembly, null, out _);
        }
        """;

    private readonly TemporaryFolder _folder = new();

    private string Native => Path.Combine(_folder.Path, "runtimes", $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}", "native");

    public void Dispose() => _folder.Dispose();

    [LinuxFact]
    public void NativeLibrary_InTheBuildOutputOfAPackage_IsFoundWithoutADepsFile()
    {
        var (kit, loads) = Kit();
        Library("OfThePackage");
        Library("torch_cpu");
        Assert.False(loads("OfThePackage"));
        RuntimeHelpers.RunModuleConstructor(kit.ManifestModule.ModuleHandle);
        Assert.True(loads("OfThePackage"));
        Assert.False(loads("LibNothing"));
        // Before TorchSharp asks for it by name, which the system would answer where it has a libtorch.
        Assert.True(IsInMemory("torch_cpu"));
    }

    [LinuxFact]
    public void NativeLibrary_ThatDoesNotLoad_SaysWhyWhenItIsAskedFor()
    {
        var (kit, loads) = Kit();
        foreach (string name in new[] { "c10", "torch_cpu", "Damaged" })
            File.WriteAllText(Path.Combine(Native, $"lib{name}.so"), "This is no library, and too long to be called short by the loader.");
        RuntimeHelpers.RunModuleConstructor(kit.ManifestModule.ModuleHandle);
        var damaged = Assert.IsType<DllNotFoundException>(Assert.Throws<TargetInvocationException>(() => loads("Damaged")).InnerException);
        Assert.Contains("libDamaged.so: ", damaged.Message, StringComparison.Ordinal);
    }

    [LinuxFact]
    public void NativeLibrary_InAFolderThatTheRuntimeKnows_IsLeftToIt()
    {
        const string Known = "NATIVE_DLL_SEARCH_DIRECTORIES";
        object? before = AppContext.GetData(Known);
        var (kit, _) = Kit();
        Library("torch_cpu");
        AppContext.SetData(Known, $"/elsewhere/{Path.PathSeparator}{Native}/{Path.PathSeparator}");
        try
        {
            RuntimeHelpers.RunModuleConstructor(kit.ManifestModule.ModuleHandle);
        }
        finally
        {
            AppContext.SetData(Known, before);
        }
        Assert.False(IsInMemory("torch_cpu"));
    }

    // FerKit with the adapter alone, loaded as a notebook's host loads what #r names; and whether its TorchSharp loads a library.
    private (Assembly Kit, Func<string, bool> Loads) Kit()
    {
        string torch = _folder.File("TorchSharp.dll"), kit = _folder.File("FerKit.dll");
        StandIn.Compile(torch, Torch);
        StandIn.Compile(kit, File.ReadAllText(Path.Combine(Repository.Notebooks, "..", "lib", "FerKit", "NativeLibraries.nuget.cs")), torch);
        Directory.CreateDirectory(Native);
        var context = new AssemblyLoadContext("notebook", isCollectible: false);
        context.Resolving += (own, name) => own.LoadFromAssemblyPath(Path.Combine(_folder.Path, $"{name.Name}.dll"));
        MethodInfo loads = context.LoadFromAssemblyPath(torch).GetType("TorchSharp.torch")!.GetMethod("Loads")!;
        return (context.LoadFromAssemblyPath(kit), name => (bool)loads.Invoke(null, [name])!);
    }

    private void Library(string name) => File.Copy(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "libSystem.Native.so"), Path.Combine(Native, $"lib{name}.so"));

    private bool IsInMemory(string name) =>
        Process.GetCurrentProcess().Modules.Cast<ProcessModule>().Any(module => module.FileName == Path.Combine(Native, $"lib{name}.so"));

    private sealed class LinuxFactAttribute : FactAttribute
    {
        public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "a library to copy lies elsewhere there";
    }
}
