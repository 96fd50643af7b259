using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FerKit.Data;

namespace FerKit.Experiments;

/// <summary>Tells whether a run goes on with what it began with.</summary>
internal static class RunIdentity
{
    /// <summary>A hash of the plan, but for device and threads, and of the pictures: their names, labels, parts, persons, number and size.</summary>
    public static string Of(RunPlan plan, ImageSet set)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(JsonSerializer.Serialize(plan with { Device = "", Threads = null }));
        Add($"{set.Source} {set.Count} {set.Size} {string.Join('|', set.ClassNames)}");
        for (int i = 0; i < set.Count; i++)
            Add($"{set.Names[i]}|{set.Labels[i]}|{set.Splits[i]}|{set.Subjects[i]}");
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
    }
}
