using FerKit.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor ones(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Aten.Call("ones", size, dtype, null as long?, device).requires_grad_(requires_grad);
}
