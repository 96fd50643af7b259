using FerKit.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Evaluation;

/// <summary>
/// What a network costs for one picture: parameters, FLOPs by thop's rules, which the paper's figures 14 and 15 are
/// counted by, and true multiply-adds. Counted through forward hooks on one call.
/// </summary>
/// <remarks>
/// thop 0.1.1 counts a convolution as numel(out) x Cin / groups x kernel area without bias, a linear layer as inputs x
/// numel(out), batch normalisation as 4 x numel, average pooling as (area + 1) x numel(out), softmax as 3n - 1 a row, and
/// everything else as nothing. It sees no parameter outside such layers, so it misses the two rates of an ACmix.
/// </remarks>
/// <param name="Parameters">All of them.</param>
/// <param name="Operations">The sum of the layers'.</param>
/// <param name="Layers">One entry a layer that has parameters or operations, in the order in which they run.</param>
public sealed record Complexity(long Parameters, OperationCount Operations, IReadOnlyList<LayerComplexity> Layers)
{
    /// <summary>Parameters as thop counts them.</summary>
    public long ThopParameters => Layers.Where(layer => layer.Kind != nameof(AcMix)).Sum(layer => layer.Parameters);

    /// <summary>Counts a network in evaluation mode; the mode of each of its modules is put back.</summary>
    /// <param name="model">Takes (1, 3, side, side).</param>
    /// <param name="side">Height and width of the input; the paper's is 224.</param>
    /// <exception cref="ArgumentException">The network cannot take pictures of that size.</exception>
    public static Complexity Of(Module<Tensor, Tensor> model, int side = 224)
    {
        Counter[] layers = [new("", model, 0), .. model.named_modules().Select((entry, i) => new Counter(entry.Item1, entry.Item2, i + 1))];
        using var mode = new EvaluationMode(model);
        try
        {
            using var off = no_grad();
            using var scope = NewDisposeScope();
            var calls = new List<Counter>();
            foreach (var layer in layers) layer.Listen(calls);
            var like = model.parameters().FirstOrDefault();
            model.call(zeros(1, 3, side, side, dtype: like?.dtype ?? ScalarType.Float32, device: like?.device ?? CPU));
            Order(layers, calls);
        }
        finally
        {
            foreach (var layer in layers) layer.Dispose();
        }
        LayerComplexity[] counted = [.. layers.OrderBy(layer => layer.Place).Select(layer => layer.Result).Where(layer => layer.Parameters > 0 || layer.Operations != default)];
        return new Complexity(
            counted.Sum(layer => layer.Parameters), counted.Aggregate(default(OperationCount), (sum, layer) => sum + layer.Operations), counted);
    }

    // In the order of the calls; what is not called by itself, such as kernels that are folded, stands where its module does.
    private static void Order(Counter[] layers, List<Counter> calls)
    {
        var place = calls.Distinct().Select((layer, i) => (layer, i)).ToDictionary(pair => pair.layer, pair => pair.i);
        foreach (var layer in layers)
        {
            var called = layers.Where(one => place.ContainsKey(one) && (one == layer || layer.Name.StartsWith(one.Name + ".", StringComparison.Ordinal))).MaxBy(one => one.Name.Length);
            layer.Place = (called is null ? int.MaxValue : place[called], called == layer ? 1 : 0, layer.Number);
        }
    }

    // Adds up the calls of one module.
    private sealed class Counter(string name, nn.Module module, int number) : IDisposable
    {
        private OperationCount operations;
        private long[] shape = [];
        private Action? forget;

        public string Name => name;

        public nn.Module Module => module;

        public int Number => number;

        public (int Call, int Itself, int Number) Place { get; set; }

        public LayerComplexity Result => new(name, module.GetType().Name, shape, module.parameters(recurse: false).Sum(one => one.numel()), operations);

        public void Listen(List<Counter> calls)
        {
            if (module is not Module<Tensor, Tensor> layer) return;
            var hook = layer.register_forward_hook((_, input, output) =>
            {
                operations += Count(module, input, output);
                shape = output.shape;
                calls.Add(this);
                return output;
            });
            forget = hook.remove;
        }

        public void Dispose() => forget?.Invoke();
    }

    private static OperationCount Count(nn.Module module, Tensor input, Tensor output) => module switch
    {
        ICountsOperations own => own.Count(input, output),
        Conv2d convolution => Products(output.numel() * (convolution.in_channels / convolution.groups) * convolution.kernel_size.Aggregate((a, b) => a * b)),
        Linear _ => Products(input.size(-1) * output.numel()),
        BatchNorm2d norm => new OperationCount((norm.affine ? 4 : 2) * input.numel(), 0),
        AvgPool2d _ => new OperationCount(output.numel(), 0),
        Softmax softmax => Rows(output.numel(), output.shape[(softmax.dim + output.dim()) % output.dim()]),
        AdaptiveAvgPool2d _ => new OperationCount((input.size(2) / output.size(2) * (input.size(3) / output.size(3)) + 1) * output.numel(), 0),
        _ => default,
    };

    // Softmax over rows of n: 3 n - 1 each.
    private static OperationCount Rows(long elements, long n) => new(elements / n * (3 * n - 1), 0);

    private static OperationCount Products(long count) => new(count, count);
}

/// <summary>What one layer costs.</summary>
/// <param name="Name">Its name in the network, e.g. <c>layer1.0.conv1</c>.</param>
/// <param name="Kind">Its class.</param>
/// <param name="Shape">Of its output, for one picture.</param>
/// <param name="Parameters">Its own, without those of modules inside.</param>
/// <param name="Operations">Its own.</param>
public sealed record LayerComplexity(string Name, string Kind, IReadOnlyList<long> Shape, long Parameters, OperationCount Operations);
