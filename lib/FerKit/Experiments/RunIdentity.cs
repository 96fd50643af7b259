using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using FerKit.Data;

namespace FerKit.Experiments;

/// <summary>Tells whether a run goes on with what it began with.</summary>
internal static class RunIdentity
{
    // At least so many pictures are looked at, spread evenly: of a large set enough to notice that it is another.
    private const int Sampled = 2000;

    // What a plan does not ask for is not written, so that a later option does not change what an earlier run was.
    private static readonly JsonSerializerOptions Asked = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    /// <summary>
    /// A hash of the plan, but for device and threads, and of the pictures: their names, labels, parts, persons, number and size, and
    /// the pixels of at least 2,000 of them, or all.
    /// </summary>
    public static string Of(RunPlan plan, ImageSet set)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(JsonSerializer.Serialize(plan with { Device = "", Threads = null, Source = null }, Asked));
        Add($"{set.Source} {set.Count} {set.Size} {string.Join('|', set.ClassNames)}");
        for (int i = 0; i < set.Count; i++)
            Add($"{set.Names[i]}|{set.Labels[i]}|{set.Splits[i]}|{set.Subjects[i]}");
        int step = Math.Max(1, set.Count / Sampled);
        for (int i = 0; i < set.Count; i += step) hash.AppendData(set.Pixels(i));
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
    }
}
