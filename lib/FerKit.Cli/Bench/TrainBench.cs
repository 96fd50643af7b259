using System.Diagnostics;
using FerKit.Models;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Cli.Bench;

/// <summary>Times training steps, in turn with the PyTorch twin where one is asked for.</summary>
internal static class TrainBench
{
    private const int Pairs = 7, WarmUp = 3;

    public static BenchResult Run(BenchSettings settings, bool twin, CancellationToken cancellation)
    {
        using var ours = new Side(settings);
        using var theirs = twin ? new TwinProcess("train_twin.py", settings) : null;
        ours.Run(WarmUp);
        theirs?.Run(WarmUp);
        var pairs = new List<BenchPair>();
        for (int i = 0; i < Pairs; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            // Each side begins every other pair.
            double? other = i % 2 == 1 ? theirs?.Run(settings.Steps) : null;
            double mine = ours.Run(settings.Steps);
            pairs.Add(new BenchPair(mine, other ?? theirs?.Run(settings.Steps)));
        }
        return new BenchResult(settings, Median(pairs.Select(pair => (double?)pair.Ours))!.Value,
            Median(pairs.Select(pair => pair.Twin)), Median(pairs.Select(pair => pair.Ratio)), pairs, __version__, theirs?.Version);
    }

    private static double? Median(IEnumerable<double?> values)
    {
        double?[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private sealed class Side : IDisposable
    {
        private readonly nn.Module<Tensor, Tensor> model;
        private readonly optim.Optimizer optimizer;
        private readonly Tensor images;
        private readonly Tensor labels;
        private readonly int batch;

        public Side(BenchSettings settings)
        {
            manual_seed(1);
            batch = settings.Batch;
            model = ModelZoo.Create(settings.Model);
            optimizer = optim.SGD(model.parameters(), 0.01, momentum: 0.9, weight_decay: 5e-4);
            images = randn(batch, 3, settings.Size, settings.Size);
            labels = randint(7, new long[] { batch }, dtype: ScalarType.Int64);
        }

        // Images a second over some steps.
        public double Run(int steps)
        {
            var clock = Stopwatch.StartNew();
            for (int i = 0; i < steps; i++)
            {
                using var scope = NewDisposeScope();
                optimizer.zero_grad();
                F.cross_entropy(model.call(images), labels).backward();
                optimizer.step();
            }
            return steps * batch / clock.Elapsed.TotalSeconds;
        }

        public void Dispose()
        {
            optimizer.Dispose();
            model.Dispose();
            images.Dispose();
            labels.Dispose();
        }
    }
}
