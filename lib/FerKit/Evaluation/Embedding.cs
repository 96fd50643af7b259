using FerKit.Data;
using FerKit.Models;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Evaluation;

/// <summary>What a network makes of pictures before it decides: features, and their principal components, to look at.</summary>
public static class Embedding
{
    private const int BatchSize = 64, MostRounds = 1000;
    private const double Tolerance = 1e-10;

    /// <summary>The features of every picture: what a module gives, flattened, in evaluation mode.</summary>
    /// <param name="model">The network; its mode is put back afterwards.</param>
    /// <param name="images">Pictures on the model's device.</param>
    /// <param name="module">The module; the pooled features before the last layer when left out.</param>
    /// <param name="cancellation">Looked at before each batch.</param>
    /// <returns>A row a picture.</returns>
    /// <exception cref="ArgumentException">No such module, with the nearest that there are; or one that takes no part.</exception>
    public static IReadOnlyList<float[]> Features(Module<Tensor, Tensor> model, IImageBatches images, string module = "avgpool", CancellationToken cancellation = default)
    {
        float[][]? rows = null;
        using var mode = new EvaluationMode(model);
        var hook = NamedModule.Find(model, module).register_forward_hook((_, _, output) =>
        {
            using var flat = output.flatten(1).to(ScalarType.Float32).cpu();
            rows = [.. flat.data<float>().ToArray().Chunk((int)flat.size(1))];
            return output;
        });
        try
        {
            using var off = no_grad();
            var features = new List<float[]>();
            foreach (int[] batch in Enumerable.Range(0, images.Count).Chunk(BatchSize))
            {
                cancellation.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                model.call(images.Batch(batch).Images);
                features.AddRange(rows ?? throw new ArgumentException($"module '{module}' takes no part in the forward pass: choose another, e.g. avgpool.", nameof(module)));
            }
            return features;
        }
        finally
        {
            hook.remove();
        }
    }

    /// <summary>
    /// The first two principal components (Pearson 1901) by orthogonal iteration; the sign of each is such that its largest loading
    /// is positive.
    /// </summary>
    /// <param name="rows">Rows of equal length, two at least.</param>
    /// <returns>A point each, and the share of the variance that each component has.</returns>
    /// <exception cref="ArgumentException">Fewer than two rows or columns, rows of different lengths, or values that are no numbers.</exception>
    public static (IReadOnlyList<(double X, double Y)> Points, (double X, double Y) Shares) Project(IReadOnlyList<float[]> rows)
    {
        if (rows.Count < 2 || rows[0].Length < 2 || rows.Any(row => row.Length != rows[0].Length))
            throw new ArgumentException("Principal components need two rows at least, all of the same length of at least 2.", nameof(rows));
        if (rows.FirstOrDefault(row => !Array.TrueForAll(row, float.IsFinite)) is not null)
            throw new ArgumentException("Principal components need numbers, and some features are none: the model's weights are damaged, or its training diverged.", nameof(rows));
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var data = tensor(rows.SelectMany(row => row).ToArray(), [rows.Count, rows[0].Length]).to(ScalarType.Float64);
        data -= data.mean([0], keepdim: true);
        var covariance = data.t().mm(data) / (rows.Count - 1);
        double total = (data * data).sum().item<double>() / (rows.Count - 1);
        Tensor first = Component(covariance, null), second = Component(covariance, first);
        double[] x = data.mv(first).data<double>().ToArray(), y = data.mv(second).data<double>().ToArray();
        return ([.. x.Zip(y)], (Share(first), Share(second)));

        double Share(Tensor axis) => total == 0 ? 0 : axis.dot(covariance.mv(axis)).item<double>() / total;
    }

    // The axis of the largest variance, across another where one is given.
    private static Tensor Component(Tensor covariance, Tensor? across)
    {
        var axis = Unit(arange(1, covariance.size(0) + 1, ScalarType.Float64).reciprocal());
        for (int round = 0; round < MostRounds; round++)
        {
            var next = Unit(covariance.mv(axis));
            double moved = (next - axis).norm().item<double>();
            axis = next;
            if (moved < Tolerance) break;
        }
        return axis * axis[axis.abs().argmax()].sign();

        Tensor Unit(Tensor vector)
        {
            if (across is not null) vector = vector - across.dot(vector) * across;
            return vector / vector.norm().clamp_min(1e-300);
        }
    }
}
