using System.Globalization;
using FerKit.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Where a tensor lives: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>. Immutable.</summary>
    public class Device
    {
        /// <exception cref="ArgumentException">The text is not a known kind with an optional index.</exception>
        public Device(string description)
        {
            string[] parts = description.Split(':');
            type = ParseType(parts[0], description);
            index = parts.Length == 1 ? -1
                : parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given
                : throw new ArgumentException($"'{description}' is not a device: write e.g. 'cpu' or 'cuda:0'.", nameof(description));
            if (type == DeviceType.CUDA && index < 0) index = 0;
        }

        public Device(string deviceType, int index = -1) : this(ParseType(deviceType, deviceType), index) { }

        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = deviceType == DeviceType.CUDA && index < 0 ? 0 : index;
        }

        /// <summary>The CUDA device of this number.</summary>
        public Device(int index) : this(DeviceType.CUDA, index) { }

        internal Device(long packed) => (type, index) = ((DeviceType)(packed >> 32), (int)packed);

        public DeviceType type { get; }

        /// <summary>The number among devices of its kind; -1 where there is only one.</summary>
        public int index { get; }

        internal long Packed => ((long)type << 32) | (uint)index;

        public override string ToString()
        {
            string name = type.ToString().ToLowerInvariant();
            return type == DeviceType.CPU || index < 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}:{index}");
        }

        public static implicit operator Device(string description) => new(description);

        private static DeviceType ParseType(string name, string description) =>
            Enum.TryParse(name, ignoreCase: true, out DeviceType type) && Enum.IsDefined(type) && !char.IsAsciiDigit(name[0])
                ? type
                : throw new ArgumentException($"'{description}' is not a device: write e.g. 'cpu' or 'cuda:0'.", nameof(description));
    }

    public static readonly Device CPU = new(DeviceType.CPU);
    public static readonly Device META = new(DeviceType.META);

    public static Device CUDA { get; } = new(DeviceType.CUDA);

    public static Device device(string description) => new(description);

    public static Device device(string deviceType, int index = -1) => new(deviceType, index);

    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    public static Device device(int index) => new(index);

    /// <summary>The device, or the default one for null. libtorch needs no other initialisation.</summary>
    public static Device InitializeDevice(Device? device) => device ?? get_default_device();

    public static bool TryInitializeDeviceType(DeviceType deviceType) =>
        deviceType == DeviceType.CPU || deviceType == DeviceType.CUDA && cuda_is_available();

    public static bool cuda_is_available() => Native.CudaAvailable() != 0 && Native.CudaDeviceCount() > 0;
}
