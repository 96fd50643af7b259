namespace TorchSharp.Modules;

/// <summary>The running averages of a batch of parameters at the same step, and the update that <see cref="Adam"/> and <see cref="AdamW"/> share.</summary>
internal sealed record AdamMoments(long Count, long[] First, long[] Second, long[]? Greatest)
{
    public static void CheckBetas(double beta1, double beta2)
    {
        if (beta1 is not (>= 0 and < 1)) throw new ArgumentException($"Invalid beta1: {beta1} (it must be in [0, 1)).");
        if (beta2 is not (>= 0 and < 1)) throw new ArgumentException($"Invalid beta2: {beta2} (it must be in [0, 1)).");
    }

    /// <summary>Brings the averages up to date with the gradients and moves the parameters, in PyTorch's order of operations.</summary>
    public void Step(Batch batch, long[] gradients, double rate, double beta1, double beta2, double epsilon)
    {
        Foreach.Multiply_(First, beta1);
        Foreach.Add_(First, gradients, 1 - beta1);
        Foreach.Multiply_(Second, beta2);
        Foreach.AddProduct_(Second, gradients, gradients, 1 - beta2);
        if (Greatest is not null) Foreach.Maximum_(Greatest, Second);
        long[] denominator = batch.Own(Foreach.SquareRoot(Greatest ?? Second));
        Foreach.Divide_(denominator, Math.Sqrt(1 - Math.Pow(beta2, Count)));
        Foreach.Add_(denominator, epsilon);
        Foreach.AddQuotient_(batch.Parameters, First, denominator, -(rate / (1 - Math.Pow(beta1, Count))));
    }
}
