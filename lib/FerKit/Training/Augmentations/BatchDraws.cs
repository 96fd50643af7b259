using static TorchSharp.torch;

namespace FerKit.Training.Augmentations;

/// <summary>The numbers of all operations for a batch, one row a picture, moved to the device at once and handed out in order.</summary>
internal sealed class BatchDraws : IDisposable
{
    private readonly Tensor table;
    private long next;

    private BatchDraws(Tensor table) => this.table = table;

    /// <summary>
    /// Draws for <paramref name="count"/> pictures, each operation from its own sequence. Each picture has one too: how much one
    /// draws does not move the next.
    /// </summary>
    public static BatchDraws Draw(IReadOnlyList<(IBatchOperation Operation, SeededRandom Random)> steps, int count, Device device)
    {
        int width = steps.Sum(step => step.Operation.Width), begin = 0;
        var numbers = new float[count * width];
        foreach (var (operation, random) in steps)
        {
            for (int i = 0; i < count; i++)
                operation.Draw(new SeededRandom(random.NextUInt64()), numbers.AsSpan(i * width + begin, operation.Width));
            begin += operation.Width;
        }
        return new BatchDraws(tensor(numbers, [count, width], device: device));
    }

    /// <summary>The columns of the next operation, (n, width).</summary>
    public Tensor Next(IBatchOperation operation) => table.narrow(1, (next += operation.Width) - operation.Width, operation.Width);

    public void Dispose() => table.Dispose();
}
