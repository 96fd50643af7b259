using FerKit.Data;
using FerKit.Evaluation;
using FerKit.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Experiments;

/// <summary>A scored model, with what can be seen only while it is loaded.</summary>
/// <param name="Scored">Its answers.</param>
/// <param name="Features">Its features of the same pictures, a row each.</param>
/// <param name="Shown">The pictures whose heat maps there are, by their place among those that it was asked about.</param>
/// <param name="Cam">The heat maps.</param>
/// <param name="CamModule">The module that they are of.</param>
/// <param name="Run">The run that it comes from; null for weights of unknown origin.</param>
/// <param name="Epochs">Those of the run.</param>
public sealed record ExaminedModel(
    ScoredModel Scored, IReadOnlyList<float[]> Features, IReadOnlyList<int> Shown, CamResult Cam, string CamModule, RunPlan? Run, IReadOnlyList<EpochResult> Epochs)
{
    // The deepest stage whose heat map has so many places a side says most of where a model looked.
    private const int LeastMap = 4;

    /// <summary>Examines a model.</summary>
    /// <param name="model">It, on the device of the pictures.</param>
    /// <param name="scored">Its answers to them.</param>
    /// <param name="images">The pictures.</param>
    /// <param name="run">The run that it comes from, if any.</param>
    /// <param name="epochs">Those of the run.</param>
    /// <param name="cancellation">Looked at between batches.</param>
    public static ExaminedModel Of(
        Module<Tensor, Tensor> model, ScoredModel scored, IImageBatches images, RunPlan? run = null, IReadOnlyList<EpochResult>? epochs = null, CancellationToken cancellation = default)
    {
        int[] shown = [.. Enumerable.Range(0, images.Count).DistinctBy(i => images.Labels[i]).OrderBy(i => images.Labels[i])];
        using var scope = NewDisposeScope();
        var pictures = images.Batch(shown).Images;
        var (module, cam) = new[] { "layer4", "layer3", "layer2" }.Select(name => (name, GradCam.Run(model, name, pictures)))
            .First(one => one.Item2.Maps[0].Height >= LeastMap || one.name == "layer2");
        return new ExaminedModel(scored, Evaluation.Embedding.Features(model, images, cancellation: cancellation), shown, cam, module, run, epochs ?? []);
    }
}
