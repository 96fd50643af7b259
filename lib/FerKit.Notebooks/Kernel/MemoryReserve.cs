using System.Runtime.ExceptionServices;
using FerKit.Notebooks.Display;

namespace FerKit.Notebooks.Kernel;

/// <summary>
/// Memory set aside while there is some, and given back the moment that a cell runs out of it: its error has to be told,
/// and the cell that frees something has to be compiled.
/// </summary>
internal sealed class MemoryReserve
{
    private const int Bytes = 96 << 20;
    // Below the size of large objects, which lie in regions of their own that small ones can't have.
    private const int PieceBytes = 64 << 10;
    private const double Room = 0.6;
    private volatile byte[][]? _pieces = Pieces();

    /// <summary>Gives the reserve back at the first <see cref="OutOfMemoryException"/> of the process, caught or not.</summary>
    internal MemoryReserve() => AppDomain.CurrentDomain.FirstChanceException += Release;

    /// <summary>To be called after each cell; advice for its author when the memory was at its end.</summary>
    internal string? Follow(CellError? error)
    {
        if (error?.Name == nameof(OutOfMemoryException))
        {
            _pieces = null;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            return $"[the memory is full ({GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30):F1} GB are allowed): let go of what is kept, as in list.Clear(), or restart the kernel]\n";
        }
        // Not before the author has let go of much: the cell that does so still needs this memory.
        if (_pieces is null && GC.GetTotalMemory(false) < Room * GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)
            Renew();
        return null;
    }

    private void Release(object? sender, FirstChanceExceptionEventArgs happened)
    {
        if (happened.Exception is OutOfMemoryException)
            _pieces = null;
    }

    private void Renew()
    {
        try
        {
            _pieces = Pieces();
        }
        catch (OutOfMemoryException)
        {
            // The next cell tries again.
        }
    }

    private static byte[][] Pieces()
    {
        var pieces = new byte[Bytes / PieceBytes][];
        for (int i = 0; i < pieces.Length; i++)
            pieces[i] = new byte[PieceBytes];
        return pieces;
    }
}
