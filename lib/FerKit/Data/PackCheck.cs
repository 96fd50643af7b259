using FerKit.Safetensors;

namespace FerKit.Data;

/// <summary>Looks a pack over: whether its bytes are those that were written.</summary>
internal static class PackCheck
{
    private const int Piece = 1 << 24;

    /// <summary>Why a pack's pictures cannot be trusted; null when they can.</summary>
    /// <exception cref="FerKitException">No pack, or one that does not hold together.</exception>
    public static string? Damage(string path, CancellationToken cancellation = default)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        if (PackMetadata.Read(file).Checksum is not { } expected) return "tells no checksum, for an earlier version of the kit wrote it; pack the data set again";
        var sum = new PackChecksum();
        foreach (string name in (string[])[PackFile.Images, PackFile.Labels, PackFile.Splits])
        {
            long length = file.Find(name)!.Length;
            for (long at = 0; at < length; at += Piece)
            {
                cancellation.ThrowIfCancellationRequested();
                sum.Add(file.Bytes(name, at, (int)Math.Min(Piece, length - at)));
            }
        }
        return $"{sum}" == expected ? null : $"has the checksum {sum}, and was written with {OneLine.Of(expected)}: it is damaged; copy it again, or pack the data set again";
    }
}
