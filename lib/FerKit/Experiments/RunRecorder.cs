using System.Diagnostics;
using FerKit.Figures;
using FerKit.Models;
using FerKit.Training;
using static TorchSharp.torch;

namespace FerKit.Experiments;

/// <summary>
/// Keeps a training in its run folder: the log; weights and curves after each epoch; a checkpoint after the first step, each
/// epoch and ten minutes, and when it is stopped. A checkpoint is written beside the one before it, which is then kept under
/// another name: whenever the process dies, one of the two is whole.
/// </summary>
/// <param name="run">The folder.</param>
/// <param name="plan">What is trained.</param>
/// <param name="description">The model.</param>
/// <param name="identity">What the run is of; a checkpoint of something else is refused.</param>
/// <param name="speed">What its steps cost.</param>
/// <param name="notes">Told what the user should know.</param>
internal sealed class RunRecorder(RunFolder run, RunPlan plan, ModelDescription description, string identity, ComputeRate speed, RunNotes notes) : TrainingObserver, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private readonly Stopwatch sinceSaved = Stopwatch.StartNew();
    private readonly Device device = new(plan.Device);
    private RunLog? log;
    private int savedStep;

    /// <summary>Whether there is something to go on from, besides the start and the first step.</summary>
    public bool HasProgress => savedStep > 0;

    /// <summary>Where to go back to, in words; null when nothing was kept.</summary>
    public string? LastGood => HasProgress ? $"the state after step {savedStep} is kept in {OneLine.Of(Current)}" : null;

    private string Current => run.At(RunFolder.CheckpointFile);

    private string Previous => run.At(RunFolder.PreviousFile);

    public override void Begin(TrainingState state)
    {
        if (run.HasCheckpoint)
        {
            Restore(state);
            savedStep = state.Step;
            notes.Say($"it goes on after step {state.Step}, {state.Epochs.Count} epochs being done.");
            log = RunLog.Continue(run.At(RunFolder.LogFile), state.Step);
        }
        else
        {
            PlotlyHtml.CopyScript(run.Path);
            log = RunLog.Create(run.At(RunFolder.LogFile));
        }
        run.WriteEnvironment(plan.Device);
    }

    public override void StepsDone(TrainingState state, StepResult result)
    {
        log!.Add(result, speed.Utilisation(result.ImagesPerSecond), Acceleration.DevicePeak(device) ?? Environment.WorkingSet);
        if (!run.HasCheckpoint) Write(state);    // early, to know that it can be done; before it a run begins anew
        else if (sinceSaved.Elapsed > Interval) Save(state);
    }

    public override void EpochDone(TrainingState state, EpochResult result)
    {
        log!.Add(result, state.Step);
        WeightsFile.Save(run.At(RunFolder.LastFile), state.Model, description);
        if (IsBest(state.Epochs)) WeightsFile.Save(run.Best, state.Model, description);
        byte[] page = PlotlyHtml.Page(RunCurves.Create(state.Epochs, plan));
        AtomicFile.Write(run.At(RunFolder.CurvesFile), stream => stream.Write(page));
        Save(state);
    }

    public override void Stopped(TrainingState state) => Save(state);

    public void Dispose() => log?.Dispose();

    // Without validation data the last epoch counts as the best; of equal ones the first.
    private static bool IsBest(IReadOnlyList<EpochResult> epochs) =>
        epochs[^1].ValidationAccuracy is not { } score || epochs.SkipLast(1).All(one => one.ValidationAccuracy < score);

    private void Save(TrainingState state)
    {
        Write(state);
        savedStep = state.Step;
    }

    private void Write(TrainingState state)
    {
        Checkpoint.Save(Current, state, identity, keep: Previous);
        sinceSaved.Restart();
    }

    private void Restore(TrainingState state)
    {
        if (File.Exists(Current))
        {
            try
            {
                Checkpoint.Restore(Current, state, identity);
                return;
            }
            catch (Safetensors.SafetensorsException e) when (e.InnerException is null && File.Exists(Previous))
            {
                notes.Add($"{e.Message}; went on from the checkpoint before it.");
            }
        }
        Checkpoint.Restore(Previous, state, identity);
        File.Delete(Current);    // damaged: the next one must not put it in the place of the good one
    }
}
