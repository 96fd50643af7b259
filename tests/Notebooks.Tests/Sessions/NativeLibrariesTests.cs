using System.Diagnostics;
using System.Reflection;
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

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void NativeLibrary_InTheBuildOutputOfAPackage_IsFoundWithoutADepsFileOrSaysWhyNot()
    {
        if (!OperatingSystem.IsLinux()) return;    // a library to copy lies elsewhere there
        string torch = _folder.File("TorchSharp.dll"), kit = _folder.File("FerKit.dll");
        StandIn.Compile(torch, Torch);
        StandIn.Compile(kit, File.ReadAllText(Path.Combine(Repository.Notebooks, "..", "lib", "FerKit", "NativeLibraries.nuget.cs")), torch);
        string native = Path.Combine(_folder.Path, "runtimes", $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}", "native");
        Directory.CreateDirectory(native);
        foreach (string name in new[] { "libOfThePackage.so", "libtorch_cpu.so" })
            File.Copy(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "libSystem.Native.so"), Path.Combine(native, name));
        File.WriteAllText(Path.Combine(native, "libDamaged.so"), "This is no library, and too long to be called short by the loader.");

        // As a notebook's host loads what #r names.
        var context = new AssemblyLoadContext("notebook", isCollectible: false);
        context.Resolving += (own, name) => own.LoadFromAssemblyPath(Path.Combine(_folder.Path, $"{name.Name}.dll"));
        var loaded = context.LoadFromAssemblyPath(torch);
        bool Loads(string name) => (bool)loaded.GetType("TorchSharp.torch")!.GetMethod("Loads")!.Invoke(null, [name])!;
        Assert.False(Loads("OfThePackage"));
        System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor(context.LoadFromAssemblyPath(kit).ManifestModule.ModuleHandle);
        // Before TorchSharp asks for it by name, which the system would answer where it has a libtorch.
        Assert.Contains(Path.Combine(native, "libtorch_cpu.so"), Process.GetCurrentProcess().Modules.Cast<ProcessModule>().Select(module => module.FileName));
        Assert.True(Loads("OfThePackage"));
        Assert.False(Loads("LibNothing"));
        var damaged = Assert.IsType<DllNotFoundException>(Assert.Throws<TargetInvocationException>(() => Loads("Damaged")).InnerException);
        Assert.Contains("libDamaged.so: ", damaged.Message, StringComparison.Ordinal);
    }
}
