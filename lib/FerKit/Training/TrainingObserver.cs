namespace FerKit.Training;

/// <summary>Is told of a training as it goes, on its thread, and keeps of it what should be kept. Does nothing by itself.</summary>
public class TrainingObserver
{
    /// <summary>Before the first step. May put the state to where an earlier run stopped.</summary>
    public virtual void Begin(TrainingState state)
    {
    }

    /// <summary>After the first step of all and every so many, when their numbers have been read.</summary>
    public virtual void StepsDone(TrainingState state, StepResult result)
    {
    }

    /// <summary>After each epoch.</summary>
    public virtual void EpochDone(TrainingState state, EpochResult result)
    {
    }

    /// <summary>After the last step that was done, when the training was cancelled.</summary>
    public virtual void Stopped(TrainingState state)
    {
    }
}
