using static TorchSharp.torch;

namespace FerKit.Models;

/// <summary>Puts a network in evaluation mode until it is disposed; then each of its modules is in the mode that it was in.</summary>
internal sealed class EvaluationMode : IDisposable
{
    private readonly (nn.Module Module, bool Training)[] before;

    public EvaluationMode(nn.Module model)
    {
        before = [(model, model.training), .. model.named_modules().Select(entry => (entry.Item2, entry.Item2.training))];
        model.eval();
    }

    public void Dispose()
    {
        // From the root inwards: each call sets all that is inside.
        foreach (var (module, training) in before) module.train(training);
    }
}
