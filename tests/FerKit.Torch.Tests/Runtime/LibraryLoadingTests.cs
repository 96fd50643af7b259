using System.Reflection;
using System.Runtime.Loader;
using FerKit.Torch.Interop;
using TorchSharp;

namespace FerKit.Torch.Tests.Runtime;

/// <summary>Where the native library is looked for, and what is said when it cannot be loaded.</summary>
[Collection("libtorch")]
public sealed class LibraryLoadingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ferkit-loading-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Load_NoLibraryAnywhere_NamesTheFoldersAndTheRemedy()
    {
        var error = Assert.Throws<DllNotFoundException>(() => LibraryLoading.Load([folder, "/nowhere"]));
        Assert.StartsWith($"libFerKitTorch.so was not found in {folder} or /nowhere: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Load_LibraryThatCannotBeLoaded_SaysWhyInOneLine()
    {
        string path = Path.Combine(folder, "libFerKitTorch.so");
        File.WriteAllText(path, "no library");
        var error = Assert.Throws<DllNotFoundException>(() => LibraryLoading.Load([folder]));
        Assert.StartsWith($"{path} cannot be loaded: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("strace", error.Message, StringComparison.Ordinal);
        Assert.Contains("LIBTORCH=", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    /// <summary>A script host or notebook kernel loads the assembly by its path and knows no deps.json.</summary>
    [Fact]
    public void Assembly_LoadedByPathIntoAnotherContext_FindsTheLibraryBesideIt()
    {
        string here = Path.GetDirectoryName(typeof(torch).Assembly.Location)!;
        foreach (string file in new[] { "FerKit.Torch.dll", "libFerKitTorch.so" }) File.Copy(Path.Combine(here, file), Path.Combine(folder, file));
        var context = new AssemblyLoadContext("notebook", isCollectible: false);
        var torchType = context.LoadFromAssemblyPath(Path.Combine(folder, "FerKit.Torch.dll")).GetType("TorchSharp.torch", throwOnError: true)!;
        Assert.NotSame(typeof(torch), torchType);
        Assert.Equal(torch.__version__, torchType.GetProperty("__version__", BindingFlags.Public | BindingFlags.Static)!.GetValue(null));
    }
}
