using FerKit.Imaging;
using FerKit.Models;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Evaluation;

/// <summary>A model with its class names and input size, for single pictures. Owns the model; not thread-safe.</summary>
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
    /// <exception cref="FerKitException">As <see cref="WeightsFile.Load"/>.</exception>
    public static Predictor Load(string path)
    {
        var (model, description) = WeightsFile.Load(path);
        return new Predictor(model, description);
    }

    /// <summary>Class probabilities of one picture of any size: its central square is resampled to the model's input.</summary>
    /// <exception cref="FerKitException">The answer is not a number.</exception>
    public IReadOnlyList<float> Predict(RgbImage image)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        float[] answer = Model.call(ModelInput.Of([image], Description)).softmax(1).data<float>().ToArray();
        return answer.All(float.IsFinite) ? answer
            : throw new FerKitException($"{Description.Model}: its answer is not a number: its weights are damaged, or its training diverged.");
    }

    /// <summary>Frees the model.</summary>
    public void Dispose() => Model.Dispose();
}
