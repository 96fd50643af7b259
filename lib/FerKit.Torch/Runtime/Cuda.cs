using FerKit.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>CUDA devices; on a libtorch without CUDA there are none and seeding does nothing.</summary>
    public static partial class cuda
    {
        public static bool is_available() => cuda_is_available();

        public static bool is_cudnn_available() => is_available() && Native.CudnnAvailable() != 0;

        public static int device_count() => (int)Native.CudaDeviceCount();

        /// <summary>Seeds the generator of the current CUDA device.</summary>
        public static void manual_seed(long seed)
        {
            if (is_available()) Seed(new Device(((long)DeviceType.CUDA << 32) | uint.MaxValue), seed);
        }

        /// <summary>Seeds the generators of all CUDA devices.</summary>
        public static void manual_seed_all(long seed)
        {
            for (int i = 0; i < device_count(); i++) Seed(new Device(DeviceType.CUDA, i), seed);
        }

        /// <summary>Waits for all work on a device (by default the first).</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">There is no CUDA device.</exception>
        public static void synchronize(Device? device = null) => NativeError.Check(Native.CudaSynchronize((device ?? CUDA).Packed));

        private static void Seed(Device device, long seed)
        {
            nint generator = Native.GeneratorDefault(device.Packed);
            if (generator == 0) throw NativeError.Last();
            try
            {
                NativeError.Check(Native.GeneratorSetSeed(generator, seed));
            }
            finally
            {
                Native.GeneratorRelease(generator);
            }
        }
    }
}
