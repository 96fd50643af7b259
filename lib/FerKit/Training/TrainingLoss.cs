using FerKit.Data;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Training;

/// <summary>Cross-entropy with a recipe's label smoothing and class weights, over a batch or over its parts.</summary>
internal sealed class TrainingLoss(Recipe recipe, IImageBatches train) : IDisposable
{
    private readonly Tensor? weights = ClassWeights.Of(train, recipe.ClassBalance);

    /// <summary>What the losses of a batch are divided by: its samples, or their weights (as PyTorch's mean is). A scalar tensor, or null for <paramref name="labels"/>' number.</summary>
    public Tensor? Whole(Tensor labels) => weights?.index_select(0, labels).sum();

    /// <summary>A part's share of its batch's mean loss: the shares of all parts add up to it.</summary>
    /// <param name="logits">(n, classes).</param>
    /// <param name="labels">(n).</param>
    /// <param name="whole">Of the batch, by <see cref="Whole"/>.</param>
    /// <param name="count">Samples of the batch.</param>
    public Tensor Of(Tensor logits, Tensor labels, Tensor? whole, int count)
    {
        var sum = F.cross_entropy(logits, labels, weights, reduction: nn.Reduction.Sum, label_smoothing: recipe.LabelSmoothing);
        return whole is null ? sum / count : sum / whole;
    }

    /// <summary>Frees the weights.</summary>
    public void Dispose() => weights?.Dispose();
}
