using FerKit.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>
        /// What a function's forward leaves for its backward. It lives as long as the graph does. Tensors go through
        /// <see cref="save_for_backward"/>, which notices changes in place and makes no cycles; everything else through
        /// <see cref="save_data"/>.
        /// </summary>
        public class AutogradContext : IDisposable
        {
            private readonly Dictionary<string, object> data = [];
            private List<Tensor> toSave = [], dirty = [], plain = [];
            private int savedCount;
            private nint node;

            internal AutogradContext(string name, int inputs, bool[] isTensor, Func<AutogradContext, List<Tensor>, List<Tensor>> backward) =>
                (Name, Inputs, IsTensor, Backward) = (name, inputs, isTensor, backward);

            /// <summary>Whether a missing gradient of an output reaches backward as zeros (the default) or as null.</summary>
            public bool MaterializeGrads { get; private set; } = true;

            internal string Name { get; }

            internal int Inputs { get; }

            /// <summary>Which arguments of forward were tensors.</summary>
            internal bool[] IsTensor { get; }

            internal Func<AutogradContext, List<Tensor>, List<Tensor>> Backward { get; }

            internal List<Tensor> ToSave => toSave;

            internal List<Tensor> Dirty => dirty;

            internal List<Tensor> Plain => plain;

            /// <summary>Keeps inputs or outputs (nulls allowed) for backward. Once, in forward; a second call replaces the first.</summary>
            public void save_for_backward(List<Tensor> tensors) => toSave = [.. tensors];

            /// <summary>Keeps anything that is not a tensor.</summary>
            public void save_data(string key, object value) => data[key] = value;

            /// <summary>What was kept under this key, or null.</summary>
            public object get_data(string key) => data.GetValueOrDefault(key)!;

            /// <summary>Names the inputs that forward changed in place; they must be returned too.</summary>
            public void mark_dirty(List<Tensor> tensors) => dirty = [.. tensors];

            /// <summary>Names the outputs that have no gradient, such as indices.</summary>
            public void mark_non_differentiable(List<Tensor> tensors) => plain = [.. tensors];

            public void set_materialize_grads(bool value) => MaterializeGrads = value;

            /// <summary>What <see cref="save_for_backward"/> kept, as new objects; null where null was saved. In backward only.</summary>
            /// <exception cref="InvalidOperationException">Not in a backward pass.</exception>
            /// <exception cref="System.Runtime.InteropServices.ExternalException">A saved tensor was changed in place, or an earlier pass freed it.</exception>
            public unsafe List<Tensor> get_saved_variables()
            {
                if (node == 0) throw new InvalidOperationException($"{Name}: saved tensors can only be read in backward.");
                var handles = new nint[savedCount];
                fixed (nint* handle = handles) NativeError.Check(Native.FunctionSaved(node, handle, handles.Length));
                return [.. handles.Select(handle => handle == 0 ? null! : new Tensor(handle))];
            }

            /// <summary>The node keeps the tensors from now on: the managed references go.</summary>
            internal void HandOver()
            {
                savedCount = toSave.Count;
                toSave = [];
                dirty = [];
                plain = [];
            }

            /// <summary>Runs backward for the node, with one gradient (or null) per output.</summary>
            internal List<Tensor> Run(nint running, List<Tensor> gradients)
            {
                node = running;
                try
                {
                    return Backward(this, gradients);
                }
                finally
                {
                    node = 0;
                }
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing) => data.Clear();
        }
    }
}
