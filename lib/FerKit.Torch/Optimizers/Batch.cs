using FerKit.Torch.Interop;

namespace TorchSharp.Modules;

/// <summary>
/// Parameters of a group that have a gradient, in order, as lists for <see cref="Foreach"/>: all of them on a GPU; on the
/// CPU so few at a time that what one operator wrote is still in the cache for the next. Disposing it releases the gradients.
/// </summary>
internal sealed class Batch : IDisposable
{
    // 4 MB of float32.
    private const long CacheElements = 1 << 20;

    private readonly List<long> owned = [];

    private Batch(List<long> parameters, List<long> gradients, List<OptimizerState> states)
    {
        Parameters = [.. parameters];
        Gradients = [.. gradients];
        States = [.. states];
        owned.AddRange(gradients);
    }

    public long[] Parameters { get; }

    public long[] Gradients { get; }

    public OptimizerState[] States { get; }

    /// <param name="group">Alive until the batches are used up.</param>
    /// <param name="key">Only parameters with equal keys (a step number, say) come into one batch.</param>
    public static IEnumerable<Batch> Split(ParamGroup group, Func<OptimizerState, long>? key = null)
    {
        List<long> parameters = [], gradients = [];
        List<OptimizerState> states = [];
        long elements = 0;
        (long Device, long Type, long Key) common = default;
        for (int i = 0; i < group.All.Length; i++)
        {
            nint parameter = group.All[i].Handle;
            nint gradient = Native.TensorGrad(parameter);
            if (gradient == 0) continue;
            var mine = (Device: Native.TensorDevice(parameter), Type: Native.TensorDtype(parameter), Key: key?.Invoke(group.States[i]) ?? 0);
            long size = mine.Device >> 32 == (long)DeviceType.CPU ? Native.TensorNumel(parameter) : 0;
            if (parameters.Count > 0 && (mine != common || elements + size > CacheElements))
            {
                yield return new Batch(parameters, gradients, states);
                parameters.Clear();
                gradients.Clear();
                states.Clear();
                elements = 0;
            }
            common = mine;
            elements += size;
            parameters.Add(parameter);
            gradients.Add(gradient);
            states.Add(group.States[i]);
        }
        if (parameters.Count > 0) yield return new Batch(parameters, gradients, states);
    }

    /// <summary>Takes over handles that an operator made, until the batch is disposed.</summary>
    public long[] Own(long[] handles)
    {
        owned.AddRange(handles);
        return handles;
    }

    /// <summary>The handles of a tensor of each state.</summary>
    public long[] Of(Func<OptimizerState, torch.Tensor> tensor) => Array.ConvertAll(States, state => (long)tensor(state).Handle);

    public void Dispose()
    {
        foreach (long handle in owned) Native.TensorRelease((nint)handle);
        owned.Clear();
    }
}
