using System.Buffers.Binary;

namespace FerKit;

/// <summary>
/// Random numbers that depend on the seed alone, on every machine and under every version of .NET: SplitMix64
/// (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014). Not for secrets, and not
/// safe for several threads: give each its own <see cref="Fork"/>.
/// </summary>
public sealed class SeededRandom
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private const ulong Stream = 0xD1B54A32D192ED03;

    /// <summary>Begins the sequence of <paramref name="seed"/>.</summary>
    public SeededRandom(ulong seed) => State = seed;

    /// <summary>All there is to resume from: <c>new SeededRandom(State)</c> goes on with the same numbers.</summary>
    public ulong State { get; private set; }

    /// <summary>
    /// Another sequence, fixed by this one's present state and <paramref name="stream"/>; this one does not move.
    /// </summary>
    public SeededRandom Fork(ulong stream) => new(Mix(Mix(State + Step) ^ Mix(stream ^ Stream)));

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64() => Mix(State += Step);

    /// <summary>A number from 0 to 1, 1 excluded, in steps of 2^-53.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number from 0 to <paramref name="bound"/>, which is excluded, each as likely.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive.</exception>
    public int Next(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        // Numbers above the last whole multiple would favour small results: draw again.
        ulong range = (ulong)bound;
        ulong limit = ulong.MaxValue - (ulong.MaxValue % range);
        ulong drawn;
        do
            drawn = NextUInt64();
        while (drawn >= limit);
        return (int)(drawn % range);
    }

    /// <summary>Fills bytes, eight from each 64 bits, the lowest first.</summary>
    public void Fill(Span<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, NextUInt64());
        if (bytes.IsEmpty) return;
        Span<byte> last = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(last, NextUInt64());
        last[..bytes.Length].CopyTo(bytes);
    }

    /// <summary>Puts the items in random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = Next(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
