using FerKit.Data;
using FerKit.Models;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Evaluation;

/// <summary>Runs a model over pictures without a graph, in evaluation mode; the model's mode is put back afterwards.</summary>
public static class Evaluator
{
    private const int LargestBatch = 64;

    /// <summary>Class probabilities of every picture, and the mean cross-entropy.</summary>
    /// <param name="model">Logits from (N, 3, S, S).</param>
    /// <param name="images">Pictures on the model's device.</param>
    /// <param name="cancellation">Looked at before each batch.</param>
    /// <param name="batch">Pictures at a time, at most 64 of them.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Prediction Run(Module<Tensor, Tensor> model, IImageBatches images, CancellationToken cancellation = default, int batch = LargestBatch)
    {
        using var mode = new EvaluationMode(model);
        using var off = no_grad();
        float[][] probabilities = new float[images.Count][];
        double loss = 0;
        int[][] batches = [.. Enumerable.Range(0, images.Count).Chunk(Math.Min(batch, LargestBatch))];
        for (int step = 0; step < batches.Length; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            int[] chosen = batches[step];
            var (pictures, labels) = images.Batch(chosen);
            if (step + 1 < batches.Length) images.Expect(batches[step + 1]);
            var logits = model.call(pictures);
            loss += functional.cross_entropy(logits, labels, reduction: Reduction.Sum).item<float>();
            float[] flat = logits.softmax(1).cpu().data<float>().ToArray();
            int classes = flat.Length / chosen.Length;
            for (int i = 0; i < chosen.Length; i++) probabilities[chosen[i]] = flat[(i * classes)..((i + 1) * classes)];
        }
        return new Prediction(probabilities, images.Labels, loss / images.Count);
    }
}

/// <summary>What a model said of pictures with known labels.</summary>
/// <param name="Probabilities">Class probabilities of each picture.</param>
/// <param name="Truth">The right class of each.</param>
/// <param name="Loss">Mean cross-entropy, in nats.</param>
public sealed record Prediction(IReadOnlyList<float[]> Probabilities, IReadOnlyList<long> Truth, double Loss)
{
    /// <summary>The most probable class of each picture; of equal ones the first.</summary>
    /// <exception cref="FerKitException">Some answers are no numbers.</exception>
    public IReadOnlyList<long> Classes
    {
        get
        {
            int broken = Probabilities.Count(row => !row.All(float.IsFinite));
            return broken == 0 ? [.. Probabilities.Select(row => (long)Array.IndexOf(row, row.Max()))]
                : throw new FerKitException($"the model's answers to {broken} of {Probabilities.Count} pictures are no numbers: its weights are damaged, or its training diverged; use other weights.");
        }
    }

    /// <summary>Right answers over all.</summary>
    public double Accuracy => Right.Count(right => right) / (double)Truth.Count;

    /// <summary>Whether each answer is right.</summary>
    public IReadOnlyList<bool> Right => [.. Classes.Zip(Truth, (said, truth) => said == truth)];

    /// <summary>The counts behind every other metric.</summary>
    public ConfusionMatrix Confusion(IReadOnlyList<string> classNames) => new(classNames, Truth, Classes);
}
