using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace FerKit.Tests;

/// <summary>The library stands on two sets of packages, and only its adapters know which.</summary>
public sealed partial class BackendTests
{
    [Fact]
    public void Source_OutsideTheAdapters_NamesNoBackend()
    {
        string[] files = [.. Directory.GetFiles(Path.Combine(Repository(), "lib", "FerKit"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Intersect(["bin", "obj"]).Any())];
        string[] adapters = [.. files.Where(file => AdapterName().IsMatch(file))];
        Assert.NotEmpty(adapters);
        Assert.Contains(adapters, file => BackendName().IsMatch(File.ReadAllText(file)));    // so the names are the right ones
        Assert.DoesNotContain(files.Except(adapters), file => BackendName().IsMatch(File.ReadAllText(file)));
        Assert.DoesNotContain(files, file => Conditional().IsMatch(File.ReadAllText(file)));
    }

    [Fact]
    public void Adapters_OfOneBackend_HaveACounterpartOfTheOther()
    {
        // Parts of one codec and of one detector; and where the kit has a binding of its own, that finds its native library and tells its version.
        string[] own = ["AreaResampler", "CascadePool", "EyeCascade", "NativeLibraries", "PackageVersion"];
        string[] Names(string backend) => [.. Directory.GetFiles(Path.Combine(Repository(), "lib", "FerKit"), $"*.{backend}.cs", SearchOption.AllDirectories).Select(file => Path.GetFileName(file).Split('.')[0]).Except(own).Order()];
        Assert.Equal(Names("system"), Names("nuget"));
    }

    private static string Repository([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

    [GeneratedRegex(@"\.(system|nuget)\.cs$")]
    private static partial Regex AdapterName();

    [GeneratedRegex(@"OpenCv|ImageSharp|SixLabors|FaceAiSharp|OnnxRuntime|FerKit\.Torch|LibTorchSharp|FerKitBackend", RegexOptions.IgnoreCase)]
    private static partial Regex BackendName();

    [GeneratedRegex(@"^\s*#if", RegexOptions.Multiline)]
    private static partial Regex Conditional();
}
