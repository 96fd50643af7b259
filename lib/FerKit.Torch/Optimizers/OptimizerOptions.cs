namespace TorchSharp.Modules;

/// <summary>What steers the updates of one group. Values that are not set are taken from the optimizer.</summary>
public class OptimizerOptions
{
    public double? LearningRate { get; set; }

    public double InitialLearningRate { get; set; }

    public virtual void SaveStateDict(BinaryWriter writer)
    {
        writer.Write(InitialLearningRate);
        writer.Write(Set(LearningRate));
    }

    public virtual void LoadStateDict(BinaryReader reader)
    {
        InitialLearningRate = reader.ReadDouble();
        LearningRate = reader.ReadDouble();
    }

    public virtual void LoadStateDict(OptimizerOptions source)
    {
        InitialLearningRate = source.InitialLearningRate;
        LearningRate = source.LearningRate;
    }

    private protected static T Set<T>(T? value) where T : struct =>
        value ?? throw new InvalidOperationException("an option has no value: add the group to an optimizer first.");

    private protected static T As<T>(OptimizerOptions source) where T : OptimizerOptions =>
        source as T ?? throw new ArgumentException($"options of another optimizer: {source.GetType().DeclaringType?.Name}, not {typeof(T).DeclaringType?.Name}.", nameof(source));
}
