using FerKit.Torch.Interop;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // What the layers of this library need to hold their parameters.
        public partial class Module
        {
            private protected static Parameter Empty(long[] shape, Device? device, ScalarType? dtype) =>
                new(Aten.Call("empty.memory_format", shape, dtype, null as long?, device));

            private protected static Parameter Full(long[] shape, double value, Device? device, ScalarType? dtype)
            {
                var parameter = Empty(shape, device, dtype);
                init.constant_(parameter, value);
                return parameter;
            }

            // The one before is disposed: the module owned it.
            private protected void SetParameter(ref Parameter? field, Parameter? value, string name)
            {
                if (ReferenceEquals(field, value)) return;
                field?.Dispose();
                field = value;
                ConditionallyRegisterParameter(name, value);
            }

            private protected void SetBuffer(ref Tensor? field, Tensor? value, string name)
            {
                if (ReferenceEquals(field, value)) return;
                field?.Dispose();
                field = value;
                ConditionallyRegisterBuffer(name, value);
            }
        }
    }

    internal static long[] List(this (long, long) pair) => [pair.Item1, pair.Item2];

    internal static long[] List(this (long, long, long, long) four) => [four.Item1, four.Item2, four.Item3, four.Item4];

    /// <summary>Another object for the same tensor, graph and all; the caller owns it.</summary>
    internal static Tensor Alias(this Tensor tensor) => new(Native.TensorAlias(tensor.Handle));
}
