namespace TorchSharp.Modules;

/// <summary>Surrounds height and width by zeros; padding is (left, right, top, bottom).</summary>
public sealed class ZeroPad2d : PadBase
{
    internal ZeroPad2d(params long[] padding) : base(nameof(ZeroPad2d), PaddingModes.Constant, 0, padding)
    {
    }
}
