using System.Security.Cryptography;
using System.Text;
using FerKit.Imaging;

namespace FerKit.Data;

/// <summary>Tells whether a pack that was begun is of the same pictures.</summary>
internal static class PackFingerprint
{
    /// <summary>Letters in it, capital hexadecimal digits.</summary>
    public const int Length = 2 * SHA256.HashSizeInBytes;

    /// <summary>
    /// A hash of all that decides what the pictures are, also when and how large their files were: a mended one must be read again.
    /// </summary>
    /// <param name="collection">The data set.</param>
    /// <param name="size">Height and width of the pictures.</param>
    public static string Of(ImageCollection collection, int size)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add($"{typeof(PackFingerprint).Assembly.GetName().Version} {ImageCodec.Default.Description} {size} {collection.Name} {string.Join('|', collection.ClassNames)} {collection.Limits}");
        string path = "", state = "";
        foreach (Sample sample in collection.Samples)
        {
            if (sample.Path != path)
                state = State(path = sample.Path);
            Add($"{sample.Name}|{sample.Label}|{sample.Split}|{sample.Subject}|{sample.Sequence}|{sample.Face}|{state}");
        }
        return Convert.ToHexString(hash.GetHashAndReset());

        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
    }

    // Rights count, for what could not be read then may be readable now.
    private static string State(string path)
    {
        try
        {
            FileInfo file = LinkTarget.Of(path);
            return file.Exists ? $"{file.Length} {file.LastWriteTimeUtc.Ticks} {(OperatingSystem.IsWindows() ? "" : file.UnixFileMode)}" : "missing";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "unreadable";
        }
    }
}
