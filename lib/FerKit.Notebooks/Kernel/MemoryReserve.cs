using FerKit.Notebooks.Display;

namespace FerKit.Notebooks.Kernel;

/// <summary>Memory set aside while there is some, and given back when a cell ran out of it: the cell that frees something has to be compiled.</summary>
internal sealed class MemoryReserve
{
    private const int Bytes = 96 << 20;
    private const double Room = 0.6;
    private byte[]? _bytes = new byte[Bytes];

    /// <summary>To be called after each cell; advice for its author when the memory was at its end.</summary>
    internal string? Follow(CellError? error)
    {
        // Not before the author has let go of much: the cell that does so still needs this memory.
        if (_bytes is null && GC.GetTotalMemory(false) < Room * GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)
            Renew();
        if (error?.Name != nameof(OutOfMemoryException))
            return null;
        _bytes = null;
        GC.Collect();
        return $"[the memory is full ({GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30):F1} GB are allowed): let go of what is kept, as in list.Clear(), or restart the kernel]\n";
    }

    private void Renew()
    {
        try
        {
            _bytes = new byte[Bytes];
        }
        catch (OutOfMemoryException)
        {
            // The next cell tries again.
        }
    }
}
