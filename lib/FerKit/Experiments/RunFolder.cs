using System.Text;
using System.Text.Json;
using FerKit.Models;
using FerKit.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Experiments;

/// <summary>
/// What a training leaves: <c>run.json</c> (the plan), <c>recipe.json</c>, <c>log.jsonl</c> (a line an epoch),
/// <c>last.safetensors</c>, <c>best.safetensors</c> and, at the end, <c>metrics.json</c>. Weights hold no times: equal runs
/// give equal bytes. Locked until it is disposed.
/// </summary>
public sealed class RunFolder : IDisposable
{
    private const string PlanFile = "run.json", RecipeFile = "recipe.json", LogFile = "log.jsonl", MetricsFile = "metrics.json", LockFile = ".lock";

    private static readonly JsonSerializerOptions Camel = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private readonly string path;
    private readonly FileStream locked;
    private readonly ModelDescription description;
    private readonly StreamWriter log;
    private double best = double.NegativeInfinity;

    /// <summary>Makes the folder and locks it.</summary>
    /// <exception cref="FerKitException">It holds another run, or is locked by one that is still going on.</exception>
    public RunFolder(string path, RunPlan plan, ModelDescription description)
    {
        (this.path, this.description) = (path, description);
        try
        {
            Directory.CreateDirectory(path);
            locked = new FileStream(At(LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FerKitException($"{path}: cannot be used for a run ({OneLine.Of(e.Message)}); name another folder with --out.", e);
        }
        try
        {
            CheckUnused(path);
        }
        catch
        {
            locked.Dispose();
            throw;
        }
        Write(PlanFile, JsonSerializer.Serialize(plan, Camel));
        Write(RecipeFile, RecipeText.Write(plan.Recipe));
        log = new StreamWriter(At(LogFile));
    }

    /// <summary>Makes sure that a folder is free for a run, before any work is done for it.</summary>
    /// <exception cref="FerKitException">It holds a run, or is a file.</exception>
    public static void CheckUnused(string path)
    {
        if (File.Exists(path)) throw new FerKitException($"{path}: is a file; name a folder with --out.");
        if (File.Exists(Path.Combine(path, LogFile))) throw new FerKitException($"{path}: holds a run already; name another folder with --out, or delete it.");
    }

    /// <summary>Whether a run came to its end and was tested.</summary>
    public static bool IsFinished(string run) => File.Exists(Path.Combine(run, MetricsFile));

    /// <summary>The weights to use: the best on validation data, or the last where there is none.</summary>
    public string Best => BestOf(path);

    /// <summary>The weights file of a run that is to be used.</summary>
    public static string BestOf(string run) => Path.Combine(run, "best.safetensors");

    /// <summary>The plan of an earlier run.</summary>
    /// <exception cref="FerKitException">The folder holds no run.</exception>
    public static RunPlan ReadPlan(string run)
    {
        string file = Path.Combine(run, PlanFile);
        try
        {
            return JsonSerializer.Deserialize<RunPlan>(File.ReadAllText(file), Camel) ?? throw new FerKitException($"{file}: is empty.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FerKitException($"{run}: holds no run (there is no {PlanFile}); name a folder that 'ferkit train --out' made.", e);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new FerKitException($"{file}: cannot be read ({OneLine.Of(e.Message)}).", e);
        }
    }

    /// <summary>Writes an epoch to the log, and the weights. Without validation data the last epoch counts as the best.</summary>
    public void Save(EpochResult result, Module<Tensor, Tensor> model)
    {
        log.WriteLine(JsonSerializer.Serialize(result, Camel));
        log.Flush();
        WeightsFile.Save(At("last.safetensors"), model, description);
        if (result.ValidationAccuracy is { } score && score <= best) return;
        best = result.ValidationAccuracy ?? best;
        WeightsFile.Save(Best, model, description);
    }

    /// <summary>Writes the final metrics.</summary>
    public void Finish(object metrics) => Write(MetricsFile, JsonSerializer.Serialize(metrics, Camel));

    /// <summary>Unlocks the folder. A run that finished no epoch leaves nothing behind.</summary>
    public void Dispose()
    {
        log.Dispose();
        if (!File.Exists(Best))
            foreach (string name in (string[])[PlanFile, RecipeFile, LogFile]) File.Delete(At(name));
        locked.Dispose();
        if (!Directory.EnumerateFileSystemEntries(path).Any()) Directory.Delete(path);
    }

    private string At(string name) => Path.Combine(path, name);

    private void Write(string name, string text) => AtomicFile.Write(At(name), stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
