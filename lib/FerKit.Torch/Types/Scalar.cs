using FerKit.Torch.Interop;

namespace TorchSharp;

/// <summary>A number of one element type, as operators take it. Immutable; made by implicit conversion.</summary>
public sealed class Scalar : IDisposable
{
    private readonly double real;
    private readonly long integer;

    internal Scalar(torch.ScalarType type, double real, long integer) => (Type, this.real, this.integer) = (type, real, integer);

    public torch.ScalarType Type { get; }

    internal bool IsReal => Type is torch.ScalarType.Float16 or torch.ScalarType.BFloat16 or torch.ScalarType.Float32 or torch.ScalarType.Float64;

    internal double Real => IsReal ? real : integer;

    internal long Integer => IsReal ? checked((long)real) : integer;

    public static implicit operator Scalar(byte value) => new(torch.ScalarType.Byte, 0, value);

    public static implicit operator Scalar(sbyte value) => new(torch.ScalarType.Int8, 0, value);

    public static implicit operator Scalar(short value) => new(torch.ScalarType.Int16, 0, value);

    public static implicit operator Scalar(int value) => new(torch.ScalarType.Int32, 0, value);

    public static implicit operator Scalar(long value) => new(torch.ScalarType.Int64, 0, value);

    public static implicit operator Scalar(Half value) => new(torch.ScalarType.Float16, (double)value, 0);

    public static implicit operator Scalar(float value) => new(torch.ScalarType.Float32, value, 0);

    public static implicit operator Scalar(double value) => new(torch.ScalarType.Float64, value, 0);

    public static implicit operator Scalar(bool value) => new(torch.ScalarType.Bool, 0, value ? 1 : 0);

    /// <summary>Nothing to free: kept because TorchSharp's scalars hold native memory.</summary>
    public void Dispose()
    {
    }

    internal Argument AsArgument() => IsReal ? real : Type == torch.ScalarType.Bool ? integer != 0 : (Argument)integer;
}
