using FerKit.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => Native.TensorRequiresGrad(Handle) != 0;
            set => NativeError.Check(Native.TensorSetRequiresGrad(Handle, value ? 1 : 0));
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public bool is_leaf => Native.TensorIsLeaf(Handle) != 0;

        /// <summary>The accumulated gradient; each read makes a new object over the same storage, null when there is none.</summary>
        public Tensor? grad
        {
            get
            {
                nint gradient = Native.TensorGrad(Handle);
                return gradient == 0 ? null : new Tensor(gradient);
            }
            set => NativeError.Check(Native.TensorSetGrad(Handle, value?.Handle ?? 0));
        }

        /// <summary>Keeps the gradient of a tensor that is not a leaf.</summary>
        public void retain_grad() => NativeError.Check(Native.TensorRetainGrad(Handle));

        public void backward() => autograd.backward([this]);

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors!, retain_graph, create_graph, inputs!);
    }
}
