using System.Text;
using System.Text.Json;
using FerKit.Data;
using FerKit.Figures;
using FerKit.Training;

namespace FerKit.Experiments;

/// <summary>
/// What a training leaves: <c>run.json</c> (the plan), <c>recipe.json</c>, <c>environment.json</c>, <c>split.json</c>, <c>log.jsonl</c>,
/// <c>checkpoint.safetensors</c> (all state) and the one before it, <c>last.safetensors</c>, <c>best.safetensors</c>,
/// <c>curves.html</c> and, at the end, <c>metrics.json</c>. Weights hold no times: equal runs give equal bytes. Locked until it
/// is disposed.
/// </summary>
public sealed class RunFolder : IDisposable
{
    internal const string CheckpointFile = "checkpoint.safetensors", PreviousFile = "checkpoint.previous.safetensors", LastFile = "last.safetensors",
        BestFile = "best.safetensors", LogFile = "log.jsonl", CurvesFile = "curves.html";

    private const string PlanFile = "run.json", RecipeFile = "recipe.json", EnvironmentFile = "environment.json", MetricsFile = "metrics.json", SplitFile = "split.json";

    private static readonly JsonSerializerOptions Camel = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private readonly FolderLock locked;

    private sealed record SplitNames(string Kind, string? Warning, string[] Train, string[] Validation, string[] Test);

    private RunFolder(string path, bool create)
    {
        Path = path;
        locked = new FolderLock(path, create, "a run", "training", create ? "name another folder with --out" : "make it writable");
        try
        {
            // What a killed process left, whether it made the folder or went on with it.
            foreach (string name in (string[])[PlanFile, RecipeFile, EnvironmentFile, SplitFile, CheckpointFile, LastFile, BestFile, LogFile, CurvesFile, MetricsFile, PlotlyHtml.ScriptName])
                AtomicFile.DeleteLeftovers(At(name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            locked.Dispose();
            throw AtomicFile.CannotWrite(path, e);
        }
    }

    /// <summary>Its path.</summary>
    public string Path { get; }

    /// <summary>The weights to use: the best on validation data, or the last where there is none.</summary>
    public string Best => BestOf(Path);

    /// <summary>Whether there is state to go on from.</summary>
    public bool HasCheckpoint => File.Exists(At(CheckpointFile)) || File.Exists(At(PreviousFile));

    /// <summary>Whether an epoch of it was done.</summary>
    public bool HasWeights => File.Exists(At(LastFile));

    /// <summary>Makes the folder of a new run and locks it.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="plan">What is trained.</param>
    /// <param name="parts">Which pictures are for what.</param>
    /// <param name="names">The pictures' names.</param>
    /// <exception cref="FerKitException">It holds another run, is locked by one that is still going on, or cannot be written; nothing is left behind then.</exception>
    public static RunFolder Create(string path, RunPlan plan, DataParts parts, IReadOnlyList<string> names)
    {
        CheckUnused(path);
        var run = new RunFolder(path, create: true);
        try
        {
            CheckUnused(path);    // again, now that nobody else can begin here
            run.Write(RecipeFile, RecipeText.Write(plan.Recipe));
            run.Write(SplitFile, JsonSerializer.Serialize(new SplitNames(parts.Kind, parts.Warning, Named(parts.Train), Named(parts.Validation), Named(parts.Test)), Camel));
            run.Write(PlanFile, JsonSerializer.Serialize(plan, Camel));    // last: it makes the folder a run
            return run;
        }
        catch
        {
            if (!IsRun(path)) run.Discard();
            run.Dispose();
            throw;
        }

        string[] Named(IReadOnlyList<int> part) => [.. part.Select(i => names[i])];
    }

    /// <summary>Locks the folder of a run that is to go on.</summary>
    /// <exception cref="FerKitException">It holds no run, or is locked.</exception>
    public static RunFolder Open(string path)
    {
        ReadPlan(path);
        return new RunFolder(path, create: false);
    }

    /// <summary>Makes sure that a folder is free for a run, before any work is done for it.</summary>
    /// <exception cref="FerKitException">It holds a run, or is a file.</exception>
    public static void CheckUnused(string path)
    {
        if (File.Exists(path)) throw new FerKitException($"{OneLine.Of(path)}: is a file; name a folder with --out.");
        if (IsRun(path))
            throw new FerKitException($"{OneLine.Of(path)}: holds a run already; go on with it by 'ferkit train --resume {OneLine.Of(path)}', name another folder with --out, or delete it.");
    }

    /// <summary>Whether a folder holds a run.</summary>
    public static bool IsRun(string folder) => File.Exists(System.IO.Path.Combine(folder, PlanFile));

    /// <summary>Deletes the checkpoints of a finished run, most of its size: it will not go on.</summary>
    public static void DropCheckpoints(string run)
    {
        foreach (string name in (string[])[CheckpointFile, PreviousFile]) File.Delete(System.IO.Path.Combine(run, name));
    }

    /// <summary>Whether a run came to its end and was tested.</summary>
    public static bool IsFinished(string run) => File.Exists(System.IO.Path.Combine(run, MetricsFile));

    /// <summary>The weights file of a run that is to be used.</summary>
    public static string BestOf(string run) => System.IO.Path.Combine(run, BestFile);

    /// <summary>Whether a run came to its end and will not go on: its checkpoints were dropped.</summary>
    internal static bool IsClosed(string run) => IsFinished(run) && !File.Exists(System.IO.Path.Combine(run, CheckpointFile)) && !File.Exists(System.IO.Path.Combine(run, PreviousFile));

    /// <summary>Where a run was trained, the last time; null where that is not known.</summary>
    internal static RunEnvironment? ReadEnvironment(string run)
    {
        try
        {
            return JsonSerializer.Deserialize<RunEnvironment>(File.ReadAllText(System.IO.Path.Combine(run, EnvironmentFile)), Camel);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The run whose weights a file is, by where it lies; null for any other file.</summary>
    public static string? OfWeights(string file) =>
        System.IO.Path.GetFileName(file) is BestFile or LastFile && System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(file)) is { } folder && IsRun(folder) ? folder : null;

    /// <summary>The epochs of a run so far, from its log.</summary>
    /// <exception cref="FerKitException">There is no log, or it cannot be read.</exception>
    public static IReadOnlyList<EpochResult> EpochsOf(string run) => RunLog.Epochs(System.IO.Path.Combine(run, LogFile));

    /// <summary>The pictures that a run holds out for its test, as indices into its data; what is wrong with that split, in one line or null.</summary>
    /// <exception cref="FerKitException">It cannot be told, or the data has changed since.</exception>
    public static (int[] Indices, string Kind, string? Warning) ReadTest(string run, ImageSet set)
    {
        string file = System.IO.Path.Combine(run, SplitFile);
        try
        {
            var split = JsonSerializer.Deserialize<SplitNames>(File.ReadAllText(file), Camel);
            if (split?.Test is null) throw new JsonException("it names no test part");
            var places = new Dictionary<string, int>(set.Count);
            for (int i = 0; i < set.Count; i++) places.TryAdd(set.Names[i], i);
            string[] gone = [.. split.Test.Where(name => !places.ContainsKey(name))];
            if (gone.Length > 0)
                throw new FerKitException($"{OneLine.Of(run)}: {gone.Length} of the {split.Test.Length} pictures that it held out are not in the data any more, such as {OneLine.Of(gone[0])}; restore them, and the options that the data was read with.");
            return ([.. split.Test.Select(name => places[name])], split.Kind, split.Warning);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new FerKitException($"{OneLine.Of(file)}: cannot be read ({OneLine.Of(e.Message.Split(" '")[0])}); it says what the run was tested on: train anew.", e);
        }
    }

    /// <summary>The plan of an earlier run.</summary>
    /// <exception cref="FerKitException">The folder holds no run.</exception>
    public static RunPlan ReadPlan(string run)
    {
        string file = System.IO.Path.Combine(run, PlanFile);
        try
        {
            return JsonSerializer.Deserialize<RunPlan>(File.ReadAllText(file), Camel) is { Data: not null, Model: not null, Recipe: not null } plan ? plan : throw new JsonException("it holds no plan");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FerKitException($"{OneLine.Of(run)}: holds no run (there is no {PlanFile}); name a folder that 'ferkit train --out' made.", e);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new FerKitException($"{OneLine.Of(file)}: cannot be read ({OneLine.Of(e.Message)}).", e);
        }
    }

    /// <summary>Writes where the run is trained: of one that went on elsewhere, the last place.</summary>
    public void WriteEnvironment(string device) => Write(EnvironmentFile, JsonSerializer.Serialize(RunEnvironment.Here(device), Camel));

    /// <summary>Writes the final metrics.</summary>
    public void Finish(object metrics) => Write(MetricsFile, JsonSerializer.Serialize(metrics, Camel));

    /// <summary>Deletes a run that came to nothing: no step of it is worth going on from. Where that is not allowed, it stays.</summary>
    public void Discard()
    {
        try
        {
            foreach (string name in (string[])[PlanFile, RecipeFile, EnvironmentFile, SplitFile, LogFile, CheckpointFile, PreviousFile, PlotlyHtml.ScriptName])
                if (File.Exists(At(name))) File.Delete(At(name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>Unlocks the folder, and deletes it when it is empty.</summary>
    public void Dispose()
    {
        locked.Dispose();
        if (Directory.Exists(Path) && !Directory.EnumerateFileSystemEntries(Path).Any()) Directory.Delete(Path);
    }

    internal string At(string name) => System.IO.Path.Combine(Path, name);

    private void Write(string name, string text) => AtomicFile.Write(At(name), stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
