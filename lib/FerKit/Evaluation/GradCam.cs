using FerKit.Imaging;
using FerKit.Models;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Evaluation;

/// <summary>How the channels of a feature map are weighed.</summary>
public enum CamMethod
{
    /// <summary>By the mean of the gradient (Selvaraju et al. 2017, eq. 1 and 2).</summary>
    GradCam,

    /// <summary>By the positive gradients, each place with a weight of its own (Chattopadhay et al. 2018, eq. 10 and 19).</summary>
    GradCamPlusPlus,
}

/// <summary>
/// Where a network looked: feature maps of a module, weighed by what they do for a class. Whole batches at once, at the cost of a
/// forward pass and the backward pass from the end to that module; nothing before it is part of the graph.
/// </summary>
public static class GradCam
{
    /// <summary>Heat maps of a batch.</summary>
    /// <param name="model">Logits from (N, 3, H, W); its mode and its gradients stay as they are.</param>
    /// <param name="module">The name of a module that gives (N, C, h, w), such as <c>layer4</c>; of one that is called several times, the first call counts.</param>
    /// <param name="images">(N, 3, H, W), normalised, on the model's device.</param>
    /// <param name="classes">The class to explain for each picture; null for the one that is said.</param>
    /// <param name="method">How channels are weighed.</param>
    /// <exception cref="ArgumentException">No such module, with the nearest that there is; or one without maps; or classes that do not fit.</exception>
    /// <exception cref="FerKitException">The logits are no numbers.</exception>
    public static CamResult Run(
        Module<Tensor, Tensor> model, string module, Tensor images, IReadOnlyList<long>? classes = null, CamMethod method = CamMethod.GradCam)
    {
        Tensor? features = null;
        IDisposable? graph = null;
        using var mode = new EvaluationMode(model);
        // The graph begins behind the module: its output is cut off, and only from there on gradients are kept.
        var hook = NamedModule.Find(model, module).register_forward_hook((_, _, output) =>
        {
            if (features is not null) return output;
            if (output.Dimensions != 4)
                throw new ArgumentException($"module '{module}' gives {output.Dimensions} dimensions, and a map needs (N, C, H, W): choose another, e.g. layer4.", nameof(module));
            features = output.detach().requires_grad_().DetachFromDisposeScope();
            graph = enable_grad();
            return features.clone();    // what follows may write into it
        });
        using var off = no_grad();
        try
        {
            using var scope = NewDisposeScope();
            var logits = model.call(images);
            if (features is null) throw new ArgumentException($"module '{module}' takes no part in the forward pass: choose another, e.g. layer4.", nameof(module));
            var chosen = Classes(logits, classes);
            var gradient = autograd.grad([logits.gather(1, chosen.unsqueeze(1)).sum()], [features])[0];
            graph!.Dispose();
            graph = null;
            var maps = Weighed(features.detach(), gradient, method);
            return new CamResult(Maps(maps), Rows(logits.detach().softmax(1)), chosen.cpu().data<long>().ToArray());
        }
        finally
        {
            graph?.Dispose();
            hook.remove();
            features?.Dispose();
        }
    }

    private static Tensor Classes(Tensor logits, IReadOnlyList<long>? classes)
    {
        long count = logits.size(1);
        if (!logits.isfinite().all().item<bool>())
            throw new FerKitException("the model's logits are no numbers: its weights are damaged, or its training diverged; use other weights.");
        if (classes is null) return logits.argmax(1);
        if (classes.Count != logits.size(0)) throw new ArgumentException($"{classes.Count} classes for {logits.size(0)} pictures.", nameof(classes));
        if (classes.Any(one => one < 0 || one >= count)) throw new ArgumentException($"class {classes.First(one => one < 0 || one >= count)}: the model has {count}, from 0.", nameof(classes));
        return tensor(classes.ToArray(), device: logits.device);
    }

    // (N, h, w) from features and gradients (N, C, h, w); nothing below 0, the largest of each picture 1.
    private static Tensor Weighed(Tensor features, Tensor gradient, CamMethod method)
    {
        Tensor weights;
        if (method == CamMethod.GradCam)
        {
            weights = gradient.mean([2, 3], keepdim: true);
        }
        else
        {
            var square = gradient * gradient;
            var below = 2 * square + (features.sum([2, 3], keepdim: true) * square * gradient);
            var share = where(below.eq(0), zeros_like(below), square / where(below.eq(0), ones_like(below), below));
            weights = (share * gradient.relu()).sum([2, 3], keepdim: true);
        }
        var maps = (weights * features).sum(1).relu();
        return maps / maps.amax([1, 2], keepdim: true).clamp_min(1e-12);
    }

    private static HeatMap[] Maps(Tensor maps)
    {
        int height = (int)maps.size(1), width = (int)maps.size(2);
        return [.. Rows(maps.flatten(1)).Select(values => new HeatMap(height, width, values))];
    }

    private static float[][] Rows(Tensor matrix)
    {
        int columns = (int)matrix.size(1);
        return [.. matrix.to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray().Chunk(columns)];
    }
}

/// <summary>What <see cref="GradCam"/> found, a picture each.</summary>
/// <param name="Maps">Where it looked, (h, w) of the module, the largest value 1; all 0 where nothing spoke for the class.</param>
/// <param name="Probabilities">Class probabilities.</param>
/// <param name="Classes">The class that is explained.</param>
public sealed record CamResult(IReadOnlyList<HeatMap> Maps, IReadOnlyList<float[]> Probabilities, IReadOnlyList<long> Classes);
