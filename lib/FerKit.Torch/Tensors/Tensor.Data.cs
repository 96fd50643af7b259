using System.Runtime.InteropServices;
using FerKit.Torch.Interop;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    // Elements in and out of managed memory.
    public partial class Tensor
    {
        /// <summary>The elements in the order of the shape: a view on the CPU, a copy from elsewhere.</summary>
        /// <exception cref="ArgumentException">T is not the element type.</exception>
        public TensorAccessor<T> data<T>() where T : unmanaged => new(is_cpu() ? this : cpu());

        /// <summary>The only element.</summary>
        /// <exception cref="ArgumentException">T is not the element type, or there is not exactly one element.</exception>
        public T item<T>() where T : unmanaged
        {
            if (NumberOfElements != 1) throw new ArgumentException($"a tensor of shape ({string.Join(", ", shape)}) has {NumberOfElements} elements, not one.");
            using var near = is_cpu() ? null : cpu();
            return new TensorAccessor<T>(near ?? this).At(0);
        }

        /// <summary>The raw bytes of a contiguous tensor on the CPU: a view while the tensor lives when read, copied in when set.</summary>
        public unsafe Span<byte> bytes
        {
            get => new(Start(), checked((int)(NumberOfElements * ElementSize)));
            set
            {
                if (value.Length != NumberOfElements * ElementSize)
                    throw new ArgumentException($"{value.Length} bytes do not fill {NumberOfElements} elements of {ElementSize} bytes.", nameof(value));
                value.CopyTo(bytes);
            }
        }

        public Scalar ToScalar() => is_floating_point() ? ToDouble() : dtype == ScalarType.Bool ? ToInteger() != 0 : (Scalar)ToInteger();

        internal double ToDouble() => Aten.CallDouble("item", this);

        internal long ToInteger() => is_floating_point() ? (long)ToDouble() : Aten.CallLong("item", this);

        internal unsafe void CopyFrom<T>(ReadOnlySpan<T> source) where T : unmanaged =>
            MemoryMarshal.AsBytes(source).CopyTo(new Span<byte>(Start(), checked((int)(NumberOfElements * ElementSize))));

        private unsafe void* Start()
        {
            if (!is_cpu() || !is_contiguous()) throw new InvalidOperationException("only a contiguous tensor on the CPU has its bytes at hand: call cpu().contiguous() first.");
            return Native.TensorData(Handle);
        }

        public static explicit operator float(Tensor value) => (float)value.ToDouble();

        public static explicit operator double(Tensor value) => value.ToDouble();

        public static explicit operator sbyte(Tensor value) => checked((sbyte)value.ToInteger());

        public static explicit operator byte(Tensor value) => checked((byte)value.ToInteger());

        public static explicit operator short(Tensor value) => checked((short)value.ToInteger());

        public static explicit operator int(Tensor value) => checked((int)value.ToInteger());

        public static explicit operator long(Tensor value) => value.ToInteger();

        public static explicit operator bool(Tensor value) => value.ToDouble() != 0;

        /// <summary>Makes the overload with a <see cref="Scalar"/> the better one for a number: <c>x.add_(1)</c>.</summary>
        public static implicit operator Tensor(Scalar scalar) => Aten.Call("scalar_tensor", scalar, scalar.Type);

        public static implicit operator Tensor(byte value) => tensor(value);

        public static implicit operator Tensor(sbyte value) => tensor(value);

        public static implicit operator Tensor(short value) => tensor(value);

        public static implicit operator Tensor(int value) => tensor(value);

        public static implicit operator Tensor(long value) => tensor(value);

        public static implicit operator Tensor(float value) => tensor(value);

        public static implicit operator Tensor(double value) => tensor(value);

        public static implicit operator Tensor(bool value) => tensor(value);

        public static implicit operator Tensor(float[] value) => tensor(value);

        public static implicit operator Tensor(double[] value) => tensor(value);

        public static implicit operator Tensor(long[] value) => tensor(value);

        public static implicit operator Tensor(int[] value) => tensor(value);

        public static implicit operator Tensor(short[] value) => tensor(value);

        public static implicit operator Tensor(sbyte[] value) => tensor(value);

        public static implicit operator Tensor(byte[] value) => tensor(value);

        public static implicit operator Tensor(bool[] value) => tensor(value);
    }
}
