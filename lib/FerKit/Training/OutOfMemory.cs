namespace FerKit.Training;

/// <summary>Tells of memory that does not suffice, and what batch would need less.</summary>
internal static class OutOfMemory
{
    // libtorch's words for CUDA and for the CPU.
    private static readonly string[] Signs = ["out of memory", "not enough memory", "can't allocate memory"];

    /// <summary>Whether an error of libtorch is that.</summary>
    public static bool Caused(Exception e) => Signs.Any(sign => e.Message.Contains(sign, StringComparison.OrdinalIgnoreCase));

    /// <summary>The error to show.</summary>
    public static FerKitException Error(Recipe recipe, int size, Exception cause)
    {
        int smaller = Math.Max(2, recipe.Batch / 2);
        return new($"memory does not suffice for a batch of {recipe.Batch} at {size} px{(recipe.Accumulation > 1 ? $" in {recipe.Accumulation} parts" : "")}: try --batch={smaller}, or --accumulation={recipe.Accumulation * 2}, which computes the same batch in smaller parts.", cause);
    }
}
