using System.Runtime.InteropServices;

namespace FerKit.Torch.Interop;

/// <summary>Mirrors <c>ferkit::Tag</c>.</summary>
internal enum Tag : long { None, Tensor, Int, Double, Bool, IntList, DoubleList, BoolList, TensorList, String, Device, Generator }

/// <summary>Mirrors <c>ferkit::Value</c>: a number, the bits of a double, a handle or a pointer to <see cref="Count"/> elements.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeValue
{
    public Tag Tag;
    public long Bits;
    public long Count;
}
