using System.Diagnostics;
using FerKit.Evaluation;
using FerKit.Models;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Cli.Bench;

/// <summary>What Grad-CAM costs: its time over that of one forward and one backward pass of the same batch, the median of pairs in turn.</summary>
internal sealed record CamResult(string Model, string Module, int Size, int Batch, int Threads, double CamImagesPerSecond, double PassesImagesPerSecond, double Cost, IReadOnlyList<BenchPair> Pairs);

/// <summary>Times Grad-CAM on one batch of synthetic pictures, again and again, in turn with the passes alone.</summary>
internal static class CamBench
{
    public static CamResult Run(string name, string module, int size, int batch, int threads, int steps, CancellationToken cancellation)
    {
        manual_seed(1);
        using var model = ModelZoo.Create(name);
        model.eval();
        using var images = randn(batch, 3, size, size);
        using var labels = randint(7, new long[] { batch }, dtype: ScalarType.Int64);
        using var cam = new Side("Grad-CAM", batch, () => GradCam.Run(model, module, images));
        using var passes = new Side("forward and backward", batch, () =>
        {
            model.zero_grad();
            F.cross_entropy(model.call(images), labels).backward();
        });
        var pairs = ModelBench.Alternate(cam, passes, steps, 1, cancellation);
        return new CamResult(name, module, size, batch, threads, pairs.Select(pair => pair.Ours).Median(), pairs.Select(pair => pair.Other!.Value).Median(), pairs.Select(pair => 1 / pair.Ratio!.Value).Median(), pairs);
    }

    private sealed class Side(string name, int batch, Action step) : IBenchSide
    {
        public string Name => name;

        public double Run(int steps)
        {
            var clock = Stopwatch.StartNew();
            for (int i = 0; i < steps; i++)
            {
                using var scope = NewDisposeScope();
                step();
            }
            return steps * batch / clock.Elapsed.TotalSeconds;
        }

        public void Dispose()
        {
        }
    }
}
