using static TorchSharp.torch;

namespace FerKit.Training.Augmentations;

/// <summary>One random change of a whole batch. What is random about a picture are a few numbers, drawn apart from the change itself.</summary>
internal interface IBatchOperation
{
    /// <summary>Numbers of one picture.</summary>
    int Width { get; }

    /// <summary>Draws the numbers of one picture.</summary>
    void Draw(SeededRandom random, Span<float> numbers);

    /// <summary>Changes the batch.</summary>
    /// <param name="pixels">uint8 or float32 (n, 3, S, S), values from 0 to 255; stays as it is.</param>
    /// <param name="numbers">float32 (n, <see cref="Width"/>), on the same device.</param>
    /// <param name="random">For what is drawn pixel by pixel.</param>
    /// <returns>A new tensor of the same shape and range, in the current dispose scope.</returns>
    Tensor Apply(Tensor pixels, Tensor numbers, SeededRandom random);
}
