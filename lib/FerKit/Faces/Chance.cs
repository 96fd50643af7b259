namespace FerKit.Faces;

/// <summary>
/// The lots that faces are drawn by, on top of <see cref="SeededRandom"/>. Uses no transcendental function, whose last
/// bits differ between platforms.
/// </summary>
internal static class Chance
{
    /// <summary>A sequence that depends on its keys alone, not on what was drawn before it.</summary>
    public static SeededRandom Of(ulong seed, params ReadOnlySpan<ulong> keys)
    {
        var random = new SeededRandom(seed);
        foreach (ulong key in keys)
            random = random.Fork(key);
        return random;
    }

    /// <summary>Uniform in [0, 1).</summary>
    public static float Unit(this SeededRandom random) => (random.NextUInt64() >> 40) * (1f / (1 << 24));

    /// <summary>Uniform between two bounds.</summary>
    public static float Between(this SeededRandom random, float low, float high) => low + (high - low) * random.Unit();

    /// <summary>True with a probability.</summary>
    public static bool Happens(this SeededRandom random, float probability) => random.Unit() < probability;

    /// <summary>Nearly normal, mean 0, deviation 1, never beyond 3.5: the sum of four uniform numbers.</summary>
    public static float Normal(this SeededRandom random)
    {
        ulong bits = random.NextUInt64();
        int sum = (int)(bits & 0xFFFF) + (int)(bits >> 16 & 0xFFFF) + (int)(bits >> 32 & 0xFFFF) + (int)(bits >> 48);
        return (sum - 131070) * (1f / 37837.2f);
    }

    /// <summary>Normal around 0, cut to -1 .. 1: how far a trait is from the average face.</summary>
    public static float Trait(this SeededRandom random) => Math.Clamp(random.Normal() * 0.5f, -1, 1);

    /// <summary>One of the weights' indices, with a probability in proportion to its weight.</summary>
    public static int Weighted(this SeededRandom random, ReadOnlySpan<float> weights)
    {
        float total = 0;
        foreach (float weight in weights)
            total += weight;
        float at = random.Unit() * total;
        for (int i = 0; i < weights.Length - 1; i++)
            if ((at -= weights[i]) < 0)
                return i;
        return weights.Length - 1;
    }
}
