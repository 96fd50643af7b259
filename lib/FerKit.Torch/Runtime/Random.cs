namespace TorchSharp;

public static partial class torch
{
    /// <summary>The CPU's default generator (and, for seeding, those of all devices).</summary>
    public static partial class random
    {
        public static long seed() => torch.seed();

        public static long initial_seed() => torch.initial_seed();

        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        /// <summary>The generator's whole state: bytes on the CPU, equal in size from one libtorch to the next.</summary>
        public static Tensor get_rng_state() => torch.get_rng_state();

        public static void set_rng_state(Tensor new_state) => torch.set_rng_state(new_state);
    }
}
