using System.Diagnostics;
using System.Globalization;
using FerKit.Data;
using FerKit.Models;
using FerKit.Safetensors;
using static TorchSharp.torch;

namespace FerKit.Tests.Models;

/// <summary>PyTorch reads what FerKit saves; fixtures/run_twin.py is its side.</summary>
[Collection("libtorch")]
public sealed class PyTorchWeightsTests : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly TemporaryFolder folder = new();

    // It passes unseen where there is no PyTorch: xunit 2 knows no skipping at run time.
    [Theory]
    [InlineData("resnet34:tiny")]
    [InlineData("gclnet:tiny")]
    public void Save_WherePyTorchIsThere_WritesWeightsThatItLoadsStrictly(string name)
    {
        if (!File.Exists(Python) || Run("-c", "import torch").Code != 0) return;
        using var scope = NewDisposeScope();
        manual_seed(5);
        using var model = ModelZoo.Create(name);
        TrainedStatistics.Move(model);
        string weights = folder.File("weights.safetensors"), pictures = folder.File("pictures.safetensors");
        WeightsFile.Save(weights, model, new ModelDescription(name, ExpressionNames.Seven, 64, Normalisation.ImageNet));
        var images = randn(2, 3, 64, 48);
        SafetensorsWriter.Write(pictures, [TensorBytes.Describe("images", images)]);

        var (code, output, error) = Run(Path.Combine(Fixtures(), "run_twin.py"), name, weights, pictures);

        Assert.True(code == 0, error);
        double[] wanted = [.. output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
        using var off = no_grad();
        float[] got = model.call(images).data<float>().ToArray();
        Assert.Equal(wanted.Length, got.Length);
        double largest = wanted.Max(Math.Abs);
        Assert.All(wanted.Zip(got), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 1e-5 * largest, $"{pair.Second}, PyTorch has {pair.First}"));
    }

    public void Dispose() => folder.Dispose();

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    // In the source tree: the twin lies there too.
    private static string Fixtures()
    {
        string root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "FerKit.sln")))
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("The tests do not lie in the repository.");
        return Path.Combine(root, "tests", "FerKit.Tests", "fixtures");
    }
}
