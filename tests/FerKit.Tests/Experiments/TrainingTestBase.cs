using FerKit.Data;
using FerKit.Experiments;
using FerKit.Faces;

namespace FerKit.Tests.Experiments;

/// <summary>Faces for trainings of a second, and a folder for their runs.</summary>
public abstract class TrainingTestBase : IDisposable
{
    /// <summary>60 faces to train on and 20 for the test, of 32 px.</summary>
    protected ImageSet Set { get; } = FaceSet.Draw(FaceLook.Lab, 60, 20, 32, 2);

    private protected TemporaryFolder Folder { get; } = new();

    public void Dispose()
    {
        Set.Dispose();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected string At(string name) => Path.Combine(Folder.Path, name);

    /// <summary>Begins a run and stops it after a step.</summary>
    protected void Stop(RunPlan plan, string run, int step)
    {
        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => TrainingRun.Start(Set, plan, run, new AfterStep(step, source.Cancel), source.Token));
    }
}
