using System.Globalization;
using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// Modules called one after the other. Results in between are disposed, so a hook that keeps one must take an alias.
/// A module that is added registers its own components in its constructor.
/// </summary>
public class Sequential : nn.Module<Tensor, Tensor>
{
    private readonly List<(string Name, nn.IModule<Tensor, Tensor> Module)> steps = [];

    protected internal Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules) : base(nameof(Sequential))
    {
        foreach (var (name, module) in modules) append(name, module);
    }

    protected internal Sequential(params nn.Module<Tensor, Tensor>[] modules) : base(nameof(Sequential))
    {
        foreach (var module in modules) append(module);
    }

    public int Count => steps.Count;

    [IndexerName("SequentialItems")]
    public nn.IModule<Tensor, Tensor> this[int index] => steps[index].Module;

    /// <summary>The steps from <c>start</c> to before <c>end</c>, under their names; the modules are shared.</summary>
    [IndexerName("SequentialItems")]
    public Sequential this[(int? start, int? end) index] => Slice(index.start ?? 0, index.end ?? Count);

    [IndexerName("SequentialItems")]
    public Sequential this[Range index] => Slice(index.Start.GetOffset(Count), index.End.GetOffset(Count));

    /// <summary>Adds a step under its number.</summary>
    public Sequential append(nn.IModule<Tensor, Tensor> module) => append(Count.ToString(CultureInfo.InvariantCulture), module);

    public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
    {
        Adopt(name, (nn.Module)module);
        steps.Add((name, module));
        return this;
    }

    public override Tensor forward(Tensor tensor)
    {
        if (steps.Count == 0) return tensor.Alias();
        var current = tensor;
        for (int i = 0; i < steps.Count; i++)
        {
            var next = steps[i].Module.call(current);
            // A module may return its input.
            if (!ReferenceEquals(current, tensor) && !ReferenceEquals(current, next)) current.Dispose();
            current = next;
        }
        return current;
    }

    private Sequential Slice(int start, int end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, Count);
        var slice = new Sequential(Array.Empty<nn.Module<Tensor, Tensor>>());
        for (int i = start; i < end; i++) slice.append(steps[i].Name, steps[i].Module);
        return slice;
    }
}
