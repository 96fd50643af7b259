using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace FerKit.Torch.Interop;

/// <summary>
/// The managed side of a graph node (native/function.cpp). The node holds a strong handle to the context and frees it
/// when the graph dies. Exceptions never cross the border: their message does, and on the thread that called
/// backward the exception itself is kept for <see cref="TakeFailure"/>.
/// </summary>
internal static unsafe class ManagedNode
{
    [ThreadStatic]
    private static int passes;

    [ThreadStatic]
    private static Exception? failure;

    /// <summary>Marks this thread as one that runs a backward pass: tensors made there belong to its own dispose scopes.</summary>
    public static void Enter() => passes++;

    public static void Leave() => passes--;

    /// <summary>The exception behind the pass that just failed on this thread, if it was a managed one.</summary>
    public static Exception? TakeFailure()
    {
        var taken = failure;
        failure = null;
        return taken;
    }

    /// <summary>Joins outputs to inputs. An output that is an input comes back as a new object, every other as itself.</summary>
    public static List<Tensor> Connect(AutogradContext context, Tensor[] inputs, List<Tensor> outputs)
    {
        nint[] from = Handles(inputs), to = Handles(outputs), plain = Handles(context.Plain), dirty = Handles(context.Dirty), saved = Handles(context.ToSave);
        var results = new nint[to.Length];
        nint owned = GCHandle.ToIntPtr(GCHandle.Alloc(context));
        long code;
        fixed (nint* f = from, t = to, p = plain, d = dirty, s = saved, r = results)
            code = Native.FunctionConnect(context.Name, f, from.Length, t, r, to.Length, p, plain.Length, d, dirty.Length, s, saved.Length,
                context.MaterializeGrads ? 1 : 0, &Backward, &Release, owned);
        GC.KeepAlive(inputs);
        GC.KeepAlive(outputs);
        if (code < 0) throw new ExternalException($"{context.Name}: {NativeError.Message}");
        GC.KeepAlive(context);
        context.HandOver();
        var connected = new List<Tensor>(results.Length);
        for (int i = 0; i < results.Length; i++) connected.Add(Own(results[i], outputs[i], inputs));
        return connected;
    }

    private static Tensor Own(nint result, Tensor? output, Tensor[] inputs)
    {
        if (result == 0) return null!;
        if (output is null || output.Handle != result || Array.Exists(inputs, input => ReferenceEquals(input, output))) return new Tensor(result);
        Native.TensorRelease(result);
        return output;
    }

    private static nint[] Handles(IReadOnlyCollection<Tensor?> tensors) => [.. tensors.Select(tensor => tensor is null or { IsInvalid: true } ? 0 : tensor.Handle)];

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Release(nint context)
    {
        var handle = GCHandle.FromIntPtr(context);
        (handle.Target as AutogradContext)?.Dispose();
        handle.Free();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Backward(nint context, nint node, nint* gradients, long count, nint* inputs, long inputCount)
    {
        var target = (AutogradContext)GCHandle.FromIntPtr(context).Target!;
        try
        {
            // A worker thread of libtorch has no dispose scope, and nobody else would free what is made on it.
            using var scope = passes == 0 ? NewDisposeScope() : null;
            var given = new List<Tensor>((int)count);
            for (int i = 0; i < count; i++) given.Add(gradients[i] == 0 ? null! : new Tensor(gradients[i]));
            var wanted = Select(target, target.Run(node, given));
            for (int i = 0; i < inputCount; i++)
                inputs[i] = wanted[i] is { } gradient ? Native.TensorAlias(gradient.Handle) : 0;
            GC.KeepAlive(wanted);
            return 0;
        }
#pragma warning disable CA1031 // An exception that crossed native code would end the process.
        catch (Exception e)
#pragma warning restore CA1031
        {
            for (int i = 0; i < inputCount; i++)
            {
                if (inputs[i] != 0) Native.TensorRelease(inputs[i]);
                inputs[i] = 0;
            }
            if (passes > 0) failure = e;
            Native.SetError($"{target.Name}: {e.Message}");
            return -1;
        }
    }

    // The gradients of those arguments that were tensors, in order.
    private static List<Tensor?> Select(AutogradContext context, List<Tensor> gradients)
    {
        bool[] isTensor = context.IsTensor;
        if (gradients.Count < isTensor.Length || gradients.Skip(isTensor.Length).Any(Given))
            throw new InvalidOperationException($"backward returned {gradients.Count} gradients for {isTensor.Length} arguments: return one each, null where there is none.");
        var selected = new List<Tensor?>(context.Inputs);
        for (int i = 0; i < isTensor.Length; i++)
        {
            if (isTensor[i]) selected.Add(Given(gradients[i]) ? gradients[i] : null);
            else if (Given(gradients[i]))
                throw new InvalidOperationException($"backward returned a gradient for argument {i}, which is not a tensor: return null there.");
        }
        return selected;
    }

    private static bool Given(Tensor? tensor) => tensor is { IsInvalid: false };
}
