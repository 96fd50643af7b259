namespace TorchSharp.Modules;

/// <summary>Surrounds height and width by a reflection of the inside, border excluded; padding is (left, right, top, bottom).</summary>
public sealed class ReflectionPad2d : PadBase
{
    internal ReflectionPad2d(params long[] padding) : base(nameof(ReflectionPad2d), PaddingModes.Reflect, 0, padding)
    {
    }
}
