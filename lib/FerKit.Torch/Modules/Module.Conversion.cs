using FerKit.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Moves and converts. Parameters and buffers stay the same objects, so that optimizers keep hold of them.</summary>
            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking) => Convert(device, dtype, non_blocking);

            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) =>
                Convert(new Device(deviceType, deviceIndex), null, non_blocking);

            /// <summary>Converts parameters and buffers of a floating-point type; integer buffers keep theirs.</summary>
            /// <exception cref="ArgumentException">The type is neither floating point nor complex.</exception>
            protected internal virtual Module _to(ScalarType dtype, bool non_blocking) => Convert(null, dtype, non_blocking);

            public Module _to(Tensor other, bool non_blocking) => _to(other.device, other.dtype, non_blocking);

            private Module Convert(Device? device, ScalarType? dtype, bool non_blocking)
            {
                if (dtype is { } type && !is_floating_point(type) && !is_complex(type))
                    throw new ArgumentException($"A module cannot be converted to {type}: choose a floating-point or complex type.", nameof(dtype));
                if (device?.type == DeviceType.CUDA && !cuda_is_available())
                    throw new InvalidOperationException("CUDA is not available: use the CPU, or a libtorch built for CUDA on a machine with such a device.");
                foreach (var (_, child) in named_children())
                {
                    if (device is null) child._to(dtype!.Value, non_blocking);
                    else if (dtype is null) child._to(device.type, device.index, non_blocking);
                    else child._to(device, dtype.Value, non_blocking);
                }
                using var frozen = no_grad();
                foreach (var (_, parameter) in ownParameters) Replace(parameter, device, dtype, non_blocking);
                foreach (var (_, (buffer, _)) in ownBuffers) Replace(buffer, device, dtype, non_blocking);
                return this;
            }

            private static void Replace(Tensor tensor, Device? device, ScalarType? dtype, bool non_blocking)
            {
                var target = dtype is { } wanted && (tensor.is_floating_point() || tensor.is_complex()) ? wanted : tensor.dtype;
                var place = device ?? tensor.device;
                using var gradient = tensor.grad;
                if (target != tensor.dtype || place.Packed != tensor.device.Packed)
                {
                    using var converted = Aten.Call("to.device", tensor, place, target, non_blocking);
                    NativeError.Check(Native.TensorSetData(tensor.Handle, converted.Handle));
                }
                if (gradient is null || (gradient.dtype == target && gradient.device.Packed == place.Packed)) return;
                using var convertedGradient = Aten.Call("to.device", gradient, place, target, non_blocking);
                tensor.grad = convertedGradient;
            }
        }
    }
}
