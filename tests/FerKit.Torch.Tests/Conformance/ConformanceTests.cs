using System.Runtime.CompilerServices;
using TorchSharp;

namespace FerKit.Torch.Tests.Conformance;

/// <summary>
/// FerKit.Torch shows nothing in namespace TorchSharp that TorchSharp 0.106.0 does not show too, letter by letter:
/// code that compiles here compiles there. surface.txt holds the lines of TorchSharp's list that are needed.
/// To take in new members, run this test with FERKIT_TORCHSHARP_SURFACE naming the full list: it checks against
/// that list and writes surface.txt anew.
/// </summary>
public sealed class ConformanceTests
{
    private static readonly Surface Ours = Surface.Of(typeof(torch).Assembly);

    [Fact]
    public void Assembly_ComparedWithTorchSharp_ShowsNothingElse()
    {
        string? full = Environment.GetEnvironmentVariable("FERKIT_TORCHSHARP_SURFACE");
        var theirs = Surface.Read(File.ReadLines(full ?? Path.Combine(AppContext.BaseDirectory, "Conformance", "surface.txt")));

        var extra = Ours.Except(theirs);

        Assert.True(extra.Count == 0, $"{extra.Count} members are not TorchSharp's:\n{string.Join('\n', extra)}");
        if (full is not null)
            File.WriteAllText(Source(), string.Join('\n', ["# Lines of TorchSharp 0.106.0's public surface that FerKit.Torch has too; written by ConformanceTests.", .. Ours.Lines]) + "\n");
    }

    [Theory]
    [InlineData("torch.Tensor :: torch.Tensor relu()")]
    [InlineData("torch.Tensor :: long[] shape { get; }")]
    [InlineData("DeviceType :: field const DeviceType CUDA")]
    public void Comparison_LineThatTheListLacks_IsReported(string line)
    {
        Assert.Contains(line, Ours.Lines);
        var theirs = Surface.Read(Ours.Lines.Where(one => one != line));

        Assert.Equal([line], Ours.Except(theirs));
    }

    [Fact]
    public void Comparison_TypeOfAnotherKind_IsReported()
    {
        var theirs = Surface.Read(Ours.Lines.Select(line => line == "TYPE torch.Tensor : class" ? "TYPE torch.Tensor : struct" : line));

        Assert.Equal(["TYPE torch.Tensor : class (there: struct)"], Ours.Except(theirs));
    }

    [Theory]
    [InlineData("protected virtual T? Change<T>(ref System.Func<int?, string?>? how, params long[] sizes)")]
    [InlineData("static (long, string?)? Pair(in double[,]? table = null, torch.nn.Reduction reduction = Sum, float scale = 1E-05)")]
    [InlineData("string? this[int first, bool second = true] { get; }")]
    [InlineData("System.ValueTuple<int, U> Open<U>(out string text, System.ReadOnlySpan<long> dims = default)")]
    [InlineData("protected .ctor(string name = \"a\")")]
    [InlineData("override string ToString()")]
    public void Printer_MemberOfEachKind_WritesItAsTheListDoes(string line) =>
        Assert.Contains(line, MemberPrinter.Print(typeof(Sample)));

    private static string Source([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "surface.txt");

#pragma warning disable CA1822, CA1044, CA1045, xUnit1000
    public class Sample
    {
        protected Sample(string name = "a") => Name = name;

        private string Name { get; }

        public string? this[int first, bool second = true] => $"{Name}{first}{second}";

        protected virtual T? Change<T>(ref Func<int?, string?>? how, params long[] sizes) => default;

        public static (long, string?)? Pair(in double[,]? table = null, torch.nn.Reduction reduction = torch.nn.Reduction.Sum, float scale = 1e-5f) => null;

        public (int, U) Open<U>(out string text, ReadOnlySpan<long> dims = default) where U : notnull => throw new InvalidOperationException(text = "");

        public override string ToString() => Name;
    }
#pragma warning restore CA1822, CA1044, CA1045, xUnit1000
}
