using System.Text;
using FerKit.Data;

namespace FerKit.Tests.Data.Readers;

/// <summary>Small data sets as their distributors lay them out.</summary>
internal static class Trees
{
    public static void Text(this TemporaryFolder folder, string name, string text) => folder.Write(name, Encoding.UTF8.GetBytes(text));

    public static void Picture(this TemporaryFolder folder, string name, int seed = 1, int width = 20, int height = 20) =>
        folder.Write(name, name.EndsWith(".png", StringComparison.Ordinal) ? Pictures.Png(seed, width, height) : Pictures.Jpeg(seed, width, height));

    /// <summary>One line a sample: name, class, part, person, sequence.</summary>
    public static string[] Lines(ImageCollection collection) =>
        [.. collection.Samples.Select(s => $"{s.Name} {collection.ClassNames[s.Label]} {s.Split} {s.Subject ?? "-"} {s.Sequence ?? "-"}")];

    /// <summary>A scalar as NumPy 1.x saves it: text of one character, or an 8-byte number.</summary>
    public static byte[] Npy(string type, byte[] data)
    {
        string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': (), }}";
        header = header.PadRight(117) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. data];
    }
}
