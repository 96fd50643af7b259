using FerKit.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    // What a tensor says of itself without running an operator.
    public partial class Tensor
    {
        public unsafe long[] shape
        {
            get
            {
                var sizes = new long[Native.TensorDim(Handle)];
                fixed (long* start = sizes) Native.TensorSizes(handle, start);
                return sizes;
            }
        }

        public long[] size() => shape;

        public long size(int dim) => shape[dim < 0 ? dim + (int)Dimensions : dim];

        public unsafe long[] stride()
        {
            var strides = new long[Native.TensorDim(Handle)];
            fixed (long* start = strides) Native.TensorStrides(handle, start);
            return strides;
        }

        public long stride(int dim) => stride()[dim < 0 ? dim + (int)Dimensions : dim];

        public long Dimensions => Native.TensorDim(Handle);

        public long ndim => Dimensions;

        public long dim() => Dimensions;

        public long NumberOfElements => Native.TensorNumel(Handle);

        public long numel() => NumberOfElements;

        /// <summary>Bytes of one element.</summary>
        public long ElementSize => dtype.Bytes();

        public long element_size() => ElementSize;

        public long storage_offset() => Native.TensorStorageOffset(Handle);

        public ScalarType dtype => (ScalarType)Native.TensorDtype(Handle);

        public Device device => new(Native.TensorDevice(Handle));

        public DeviceType device_type => device.type;

        public int device_index => device.index;

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_meta => device_type == DeviceType.META;

        public bool is_contiguous() => Native.TensorIsContiguous(Handle, (long)memory_format.contiguous_format) != 0;

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        public bool is_integral() => torch.is_integral(dtype);
    }

    public static bool is_floating_point(ScalarType type) =>
        type is ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64;

    public static bool is_complex(ScalarType type) => type is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;

    public static bool is_integral(ScalarType type) => type is ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64 or ScalarType.Bool;

    internal static int Bytes(this ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 => 4,
        ScalarType.Int64 or ScalarType.Float64 or ScalarType.ComplexFloat32 => 8,
        _ => 16,
    };
}
