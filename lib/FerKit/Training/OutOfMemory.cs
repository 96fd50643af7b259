using System.Runtime.InteropServices;

namespace FerKit.Training;

/// <summary>Tells of memory that does not suffice, and what batch would need less.</summary>
internal static class OutOfMemory
{
    // The words of libtorch for CUDA and the CPU, of cuDNN and cuBLAS, and of C++.
    private static readonly string[] Signs = ["out of memory", "not enough memory", "can't allocate memory", "ALLOC_FAILED", "bad_alloc"];

    /// <summary>Whether an error of libtorch is that.</summary>
    public static bool Caused(Exception e) => Signs.Any(sign => e.Message.Contains(sign, StringComparison.OrdinalIgnoreCase));

    /// <summary>Does a work of a training, and tells what would need less memory when there is not enough.</summary>
    /// <exception cref="FerKitException">Memory does not suffice.</exception>
    public static T Explain<T>(Recipe recipe, int size, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (ExternalException e) when (Caused(e))
        {
            throw Error(recipe, size, e);
        }
    }

    /// <summary>The error to show.</summary>
    public static FerKitException Error(Recipe recipe, int size, Exception cause) =>
        new($"memory does not suffice for a batch of {recipe.Batch} at {size} px{(recipe.Accumulation > 1 ? $" in {recipe.Accumulation} parts" : "")}: try {Advice(recipe)}.", cause);

    // A part of a batch has two pictures at least.
    private static string Advice(Recipe recipe) => (recipe.Batch, recipe.Accumulation) switch
    {
        var (batch, parts) when batch >= 4 * parts => $"--batch={batch / 2}, or --accumulation={parts * 2}, which computes the same batch in smaller parts",
        ( >= 4, _) => $"--batch={recipe.Batch / 2}",
        _ => "a smaller --size, or a smaller --model such as one that ends in :tiny",
    };
}
