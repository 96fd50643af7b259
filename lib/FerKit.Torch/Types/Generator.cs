using FerKit.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers on one device. Owns native memory; not thread-safe.</summary>
    public class Generator : IDisposable
    {
        private long first;
        private bool disposed;

        public Generator(ulong seed = 0, Device? device = null)
            : this(Native.GeneratorNew((device ?? CPU).Packed, (long)seed))
        {
        }

        private Generator(nint handle)
        {
            Handle = handle != 0 ? handle : throw NativeError.Last();
            first = Native.GeneratorSeed(handle);
        }

        ~Generator() => Dispose(false);

        /// <summary>The CPU's generator, which <see cref="torch.manual_seed"/> seeds.</summary>
        public static Generator Default { get; } = new(Native.GeneratorDefault(CPU.Packed));

        public nint Handle { get; }

        public Device device => new(Native.GeneratorDevice(Handle));

        /// <summary>The seed it began with.</summary>
        public long initial_seed() => first;

        /// <summary>Seeds it anew from the system's entropy and returns the seed.</summary>
        public long seed()
        {
            manual_seed(System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue));
            return first;
        }

        public Generator manual_seed(long seed)
        {
            NativeError.Check(Native.GeneratorSetSeed(Handle, seed));
            first = seed;
            return this;
        }

        /// <summary>Its whole state, bytes on the CPU.</summary>
        public Tensor get_state() => NativeError.Tensor(Native.GeneratorState(Handle));

        public void set_state(Tensor value) => NativeError.Check(Native.GeneratorSetState(Handle, value.Handle));

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (disposed || ReferenceEquals(this, Default)) return;
            disposed = true;
            Native.GeneratorRelease(Handle);
        }
    }

    /// <summary>Seeds the default generators of all devices.</summary>
    public static Generator manual_seed(long seed)
    {
        NativeError.Check(Native.ManualSeed(seed));
        return Generator.Default.manual_seed(seed);
    }

    public static long initial_seed() => Generator.Default.initial_seed();

    public static long seed() => manual_seed(System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue)).initial_seed();

    public static Tensor get_rng_state() => Generator.Default.get_state();

    public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);
}
