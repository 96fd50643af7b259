using System.Runtime.InteropServices;
using FerKit.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>Adds the gradients of <paramref name="tensors"/> to the leaves of their graph.</summary>
        /// <param name="tensors">What is differentiated; scalars need no seed.</param>
        /// <param name="grad_tensors">A seed for each, null for ones.</param>
        /// <param name="retain_graph">Keeps what the pass needs for another; by default as <paramref name="create_graph"/>.</param>
        /// <param name="create_graph">Makes the gradients differentiable themselves.</param>
        /// <param name="inputs">The only leaves to accumulate into, when given.</param>
        public static unsafe void backward(IList<Tensor> tensors, IList<Tensor> grad_tensors = null!, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null!)
        {
            nint[] roots = Handles(tensors), seeds = Handles(grad_tensors), leaves = Handles(inputs);
            fixed (nint* root = roots, seed = seeds, leaf = leaves)
            {
                nint* r = root, s = seed, l = leaf;
                Pass(() => Native.Backward(r, roots.Length, s, seeds.Length, retain_graph ?? create_graph ? 1 : 0, create_graph ? 1 : 0, l, leaves.Length));
            }
            KeepAlive(tensors, grad_tensors, inputs);
        }

        public static void backward(Tensor tensor, IList<Tensor> grad_tensors = null!, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null!) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null!) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        /// <summary>The gradients of the sum of <paramref name="outputs"/> with respect to <paramref name="inputs"/>; null for one that is unused, when allowed.</summary>
        public static unsafe IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor> grad_outputs = null!, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            nint[] roots = Handles(outputs), leaves = Handles(inputs), seeds = Handles(grad_outputs), results = new nint[leaves.Length];
            fixed (nint* root = roots, leaf = leaves, seed = seeds, result = results)
            {
                nint* r = root, l = leaf, s = seed, found = result;
                Pass(() => Native.Grad(r, roots.Length, l, leaves.Length, s, seeds.Length, retain_graph || create_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, found));
            }
            KeepAlive(outputs, inputs, grad_outputs);
            return [.. results.Select(handle => handle == 0 ? null! : new Tensor(handle))];
        }

        // Runs the engine. What a managed backward threw is the inner exception.
        private static void Pass(Func<long> engine)
        {
            ManagedNode.Enter();
            try
            {
                long code = engine();
                var inner = ManagedNode.TakeFailure();
                if (code < 0) throw new ExternalException(NativeError.Message, inner);
            }
            finally
            {
                ManagedNode.Leave();
            }
        }

        private static nint[] Handles(IList<Tensor>? tensors) => tensors is null ? [] : [.. tensors.Select(tensor => tensor?.Handle ?? 0)];

        // The finalizer must not free a tensor while native code works on its handle.
        private static void KeepAlive(params ReadOnlySpan<object?> objects)
        {
            foreach (object? one in objects) GC.KeepAlive(one);
        }
    }
}
