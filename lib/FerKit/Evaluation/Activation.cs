using FerKit.Models;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Evaluation;

/// <summary>What a module inside a network gives out, or is given.</summary>
public static class Activation
{
    /// <summary>The module's output for a batch.</summary>
    /// <param name="model">The network; its mode stays as it is.</param>
    /// <param name="module">The module's name, such as <c>layer1</c>; of one that is called several times, the first call counts.</param>
    /// <param name="images">(N, 3, H, W), normalised, on the model's device.</param>
    /// <returns>A copy, without a graph. The caller owns it.</returns>
    /// <exception cref="ArgumentException">No such module, with the nearest that there is; or one that takes no part.</exception>
    public static Tensor Of(Module<Tensor, Tensor> model, string module, Tensor images) => Catch(model, module, images, given: false);

    /// <summary>What the module is given; otherwise as <see cref="Of"/>.</summary>
    public static Tensor Into(Module<Tensor, Tensor> model, string module, Tensor images) => Catch(model, module, images, given: true);

    private static Tensor Catch(Module<Tensor, Tensor> model, string module, Tensor images, bool given)
    {
        Tensor? caught = null;
        using var mode = new EvaluationMode(model);
        var hook = NamedModule.Find(model, module).register_forward_hook((_, input, output) =>
        {
            // A copy: what follows may write into it.
            caught ??= (given ? input : output).detach().clone().DetachFromDisposeScope();
            return output;
        });
        try
        {
            using var off = no_grad();
            using var scope = NewDisposeScope();
            model.call(images);
        }
        catch
        {
            caught?.Dispose();
            throw;
        }
        finally
        {
            hook.remove();
        }
        return caught ?? throw new ArgumentException($"module '{module}' takes no part in the forward pass.", nameof(module));
    }
}
