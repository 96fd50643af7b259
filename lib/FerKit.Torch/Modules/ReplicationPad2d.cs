namespace TorchSharp.Modules;

/// <summary>Surrounds height and width by copies of the border; padding is (left, right, top, bottom).</summary>
public sealed class ReplicationPad2d : PadBase
{
    internal ReplicationPad2d(params long[] padding) : base(nameof(ReplicationPad2d), PaddingModes.Replicate, 0, padding)
    {
    }
}
