using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using FerKit.Data;
using FerKit.Training;

namespace FerKit.Experiments;

/// <summary>How the results of an ablation were made: <c>made.json</c>, beside them.</summary>
/// <param name="Results">SHA-256 of <c>results.csv</c>, so that a line that was changed by hand shows.</param>
/// <param name="Data">The data sets' names.</param>
/// <param name="Models">The models' names.</param>
/// <param name="Seeds">The seeds.</param>
/// <param name="Folds">Folds of the persons; null for none.</param>
/// <param name="HoldOut">Share that was held out where the data has no test part and there are no folds.</param>
/// <param name="Recipe">How all were trained.</param>
/// <param name="Environment">Where the last of them was.</param>
/// <param name="Subject">The expression that found the persons in file names, if one was given.</param>
/// <param name="Contempt">What became of contempt in data that labels it.</param>
public sealed record AblationStamp(
    string Results, IReadOnlyList<string> Data, IReadOnlyList<string> Models, IReadOnlyList<ulong> Seeds, int? Folds, double HoldOut, Recipe Recipe, RunEnvironment Environment,
    string? Subject = null, ContemptChoice Contempt = ContemptChoice.Drop)
{
    private const string FileName = "made.json";

    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads the stamp of a folder, and makes sure that it is of the results there.</summary>
    /// <exception cref="FerKitException">It is missing or damaged, or the results were changed.</exception>
    public static AblationStamp Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            var stamp = JsonSerializer.Deserialize<AblationStamp>(File.ReadAllText(path), Options);
            return stamp is not null && stamp.Results == Hash(Path.Combine(folder, Ablation.ResultsFile)) ? stamp
                : throw new FerKitException($"{OneLine.Of(path)}: is of other results than {Ablation.ResultsFile}; run the ablation again.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or ArgumentException)
        {
            throw new FerKitException($"{OneLine.Of(path)}: cannot be read ({OneLine.Of(e.Message)}).", e);
        }
    }

    /// <summary>Whether a folder has one.</summary>
    public static bool Exists(string folder) => File.Exists(Path.Combine(folder, FileName));

    /// <summary>Writes it.</summary>
    /// <param name="folder">The ablation's folder.</param>
    /// <param name="plans">What was to be run.</param>
    /// <param name="rows">What came of it.</param>
    /// <param name="trained">Where the last of them was trained; null where that is not known any more.</param>
    internal static void Write(string folder, IReadOnlyList<RunPlan> plans, IReadOnlyList<AblationRow> rows, RunEnvironment? trained)
    {
        var stamp = new AblationStamp(Hash(Path.Combine(folder, Ablation.ResultsFile)), [.. rows.Select(row => row.Data).Distinct()], [.. plans.Select(plan => plan.Model).Distinct()],
            [.. plans.Select(plan => plan.Seed).Distinct()], plans[0].Fold?.Of, plans[0].HoldOut, plans[0].Recipe, trained ?? RunEnvironment.Here(plans[0].Device),
            plans.Select(plan => plan.Subject).FirstOrDefault(subject => subject is not null), plans.Max(plan => plan.Contempt));
        AtomicFile.Write(Path.Combine(folder, FileName), stream => JsonSerializer.Serialize(stream, stamp, Options));
    }

    /// <summary>Takes it away: it would not say how all results were made.</summary>
    internal static void Remove(string folder) => File.Delete(Path.Combine(folder, FileName));

    private static string Hash(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
