using System.Collections;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    // Single elements by their number in the order of the shape, and bytes to and from streams.
    public partial class Tensor
    {
        public T ReadCpuValue<T>(long i) where T : unmanaged => new TensorAccessor<T>(this).At(i);

        public bool ReadCpuBool(long i) => ReadCpuValue<bool>(i);

        public byte ReadCpuByte(long i) => ReadCpuValue<byte>(i);

        public sbyte ReadCpuSByte(long i) => ReadCpuValue<sbyte>(i);

        public short ReadCpuInt16(long i) => ReadCpuValue<short>(i);

        public int ReadCpuInt32(long i) => ReadCpuValue<int>(i);

        public long ReadCpuInt64(long i) => ReadCpuValue<long>(i);

        public float ReadCpuFloat16(long i) => (float)ReadCpuValue<Half>(i);

        public float ReadCpuSingle(long i) => ReadCpuValue<float>(i);

        public double ReadCpuDouble(long i) => ReadCpuValue<double>(i);

        /// <summary>Lists in lists of scalars, or the scalar of a tensor without dimensions.</summary>
        public object tolist()
        {
            if (Dimensions == 0) return ToScalar();
            var list = new ArrayList();
            foreach (var part in unbind())
                using (part) list.Add(part.tolist());
            return list;
        }

        /// <summary>Writes the bytes of a contiguous tensor on the CPU.</summary>
        public unsafe void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            using var bytes = new UnmanagedMemoryStream((byte*)Start(), NumberOfElements * ElementSize);
            bytes.CopyTo(stream, bufferSize);
        }

        /// <summary>Fills a contiguous tensor on the CPU.</summary>
        /// <exception cref="EndOfStreamException">The stream has too few bytes.</exception>
        public unsafe void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            byte* start = (byte*)Start();
            for (long left = NumberOfElements * ElementSize; left > 0;)
            {
                int read = stream.Read(new Span<byte>(start, (int)Math.Min(left, bufferSize)));
                if (read == 0) throw new EndOfStreamException($"the stream ends {left} bytes before the tensor does.");
                start += read;
                left -= read;
            }
        }
    }
}
