using FerKit.Imaging;
using FerKit.Models;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Evaluation;

/// <summary>A model with its class names and input size, for pictures of any size. Owns the model; not thread-safe.</summary>
public sealed class Predictor : IDisposable
{
    /// <summary>Wraps a model, which is prepared for inference (<see cref="InferenceForm"/>).</summary>
    public Predictor(Module<Tensor, Tensor> model, ModelDescription description)
    {
        (Model, Description) = (model, description);
        InferenceForm.Prepare(model);
    }

    /// <summary>The model, in inference form; it belongs to the predictor.</summary>
    public Module<Tensor, Tensor> Model { get; }

    /// <summary>What the model is.</summary>
    public ModelDescription Description { get; }

    /// <summary>Loads a weights file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="device">Where the model answers; null for the CPU.</param>
    /// <exception cref="FerKitException">As <see cref="WeightsFile.Load"/>.</exception>
    public static Predictor Load(string path, Device? device = null)
    {
        var (model, description) = WeightsFile.Load(path);
        if (device is not null) model.to(device);
        return new Predictor(model, description);
    }

    /// <summary>Class probabilities of one picture of any size: its central square is resampled to the model's input.</summary>
    /// <exception cref="FerKitException">The answer is not a number.</exception>
    public IReadOnlyList<float> Predict(RgbImage image) => Predict([image])[0];

    /// <summary>The same of several pictures at once, a row each.</summary>
    /// <exception cref="FerKitException">An answer is not a number.</exception>
    public IReadOnlyList<float[]> Predict(IReadOnlyList<RgbImage> images)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var input = ModelInput.Of(images, Description).to(Model.parameters().First().device);
        float[] answers = Model.call(input).softmax(1).cpu().data<float>().ToArray();
        return answers.All(float.IsFinite) ? [.. answers.Chunk(answers.Length / images.Count)]
            : throw new FerKitException($"{Description.Model}: its answer is not a number: its weights are damaged, or its training diverged.");
    }

    /// <summary>Frees the model.</summary>
    public void Dispose() => Model.Dispose();
}
