using System.Collections;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A shape. Immutable; two sizes with the same dimensions are equal.</summary>
    public struct Size : IEnumerable<long>, IEquatable<Size>
    {
        private readonly long[]? dimensions;

        public Size(long[] shape) => dimensions = [.. shape];

        public Size(int[] shape) => dimensions = [.. shape];

        public Size(IEnumerable<long> shape) => dimensions = [.. shape];

        public Size(long size) => dimensions = [size];

        public Size(int size) => dimensions = [size];

        public static Size Empty = new([0L]);

        public readonly long[] Shape => dimensions ?? [];

        public readonly int Length => Shape.Length;

        public readonly bool IsEmpty => Shape.Length == 1 && Shape[0] == 0;

        public readonly bool IsScalar => Shape.Length == 0;

        public readonly long this[int idx] => Shape[idx < 0 ? idx + Length : idx];

        public readonly long this[long idx] => this[(int)idx];

        public readonly long numel() => Shape.Aggregate(1L, (product, side) => product * side);

        public readonly IEnumerable<long> Take(int i) => Shape.Take(i);

        public readonly Size Slice(int first, int next) => new(Shape[first..next]);

        public readonly IEnumerator<long> GetEnumerator() => Shape.AsEnumerable().GetEnumerator();

        readonly IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public static implicit operator Size(long size) => new(size);

        public static implicit operator Size(long[] size) => new(size);

        public static implicit operator Size((long, long) size) => new([size.Item1, size.Item2]);

        public static implicit operator Size((long, long, long) size) => new([size.Item1, size.Item2, size.Item3]);

        public static implicit operator Size((long, long, long, long) size) => new([size.Item1, size.Item2, size.Item3, size.Item4]);

        public static bool operator ==(Size left, Size right) => left.Equals(right);

        public static bool operator !=(Size left, Size right) => !left.Equals(right);

        public static Size operator +(Size left, Size right) => new(left.Shape.Concat(right.Shape));

        public static Size operator +(Size left, IEnumerable<long> right) => new(left.Shape.Concat(right));

        readonly bool IEquatable<Size>.Equals(Size other) => Shape.AsSpan().SequenceEqual(other.Shape);

        public override readonly bool Equals(object? obj) => obj is Size other && Shape.AsSpan().SequenceEqual(other.Shape);

        public override readonly int GetHashCode() => Shape.Aggregate(Length, HashCode.Combine);
    }
}
