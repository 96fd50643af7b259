using FerKit.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>
        /// An operation with a derivative of its own: <typeparamref name="T"/> is the class itself, and its <c>apply</c> is
        /// what callers use. Forward and backward are called on one shared instance; state belongs into the context.
        /// </summary>
        public abstract class Function<T> where T : Function<T>, new()
        {
            private static readonly T Instance = new();

            /// <summary>The node's name in error messages and in <c>grad_fn</c>.</summary>
            public abstract string Name { get; }

            /// <summary>Runs forward without a graph, and joins its outputs to those of <paramref name="vars"/> that are tensors.</summary>
            public static List<Tensor> apply_internal(params object[] vars)
            {
                bool[] isTensor = [.. vars.Select(argument => argument is Tensor { IsInvalid: false })];
                Tensor[] inputs = [.. vars.OfType<Tensor>().Where(tensor => !tensor.IsInvalid)];
                var context = new AutogradContext(Instance.Name, inputs.Length, isTensor, Instance.backward_internal);
                List<Tensor> outputs;
                using (no_grad()) outputs = Instance.forward_internal(context, vars);
                return ManagedNode.Connect(context, inputs, outputs);
            }

            internal abstract List<Tensor> forward_internal(AutogradContext ctx, object[] vars);

            internal abstract List<Tensor> backward_internal(AutogradContext ctx, List<Tensor> grad_outputs);
        }

        /// <summary>A <see cref="Function{T}"/> with one output.</summary>
        public abstract class SingleTensorFunction<T> : Function<T> where T : SingleTensorFunction<T>, new()
        {
            public static Tensor apply(params object[] vars) => apply_internal(vars)[0];

            /// <summary>Computes the output. No graph is recorded; the context takes what backward needs.</summary>
            public abstract Tensor forward(AutogradContext ctx, params object[] vars);

            /// <summary>
            /// One gradient per argument of forward: null for what is not a tensor or needs none. On a device's worker thread
            /// the tensors made here are freed afterwards: detach from the scope what is to stay.
            /// </summary>
            public abstract List<Tensor> backward(AutogradContext ctx, Tensor grad_output);

            internal sealed override List<Tensor> forward_internal(AutogradContext ctx, object[] vars) => [forward(ctx, vars)];

            internal sealed override List<Tensor> backward_internal(AutogradContext ctx, List<Tensor> grad_outputs) => backward(ctx, grad_outputs[0]);
        }

        /// <summary>A <see cref="Function{T}"/> with any number of outputs.</summary>
        public abstract class MultiTensorFunction<T> : Function<T> where T : MultiTensorFunction<T>, new()
        {
            public static List<Tensor> apply(params object[] vars) => apply_internal(vars);

            /// <inheritdoc cref="SingleTensorFunction{T}.forward"/>
            public abstract List<Tensor> forward(AutogradContext ctx, params object[] vars);

            /// <inheritdoc cref="SingleTensorFunction{T}.backward"/>
            public abstract List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs);

            internal sealed override List<Tensor> forward_internal(AutogradContext ctx, object[] vars) => forward(ctx, vars);

            internal sealed override List<Tensor> backward_internal(AutogradContext ctx, List<Tensor> grad_outputs) => backward(ctx, grad_outputs);
        }
    }
}
