using FerKit.Notebooks.Format;

namespace FerKit.Notebooks.Running;

/// <summary>What became of one notebook.</summary>
/// <param name="Name">The notebook's file name.</param>
/// <param name="Executed">The notebook with its outputs, as far as it ran.</param>
/// <param name="Cells">Code cells that ran.</param>
/// <param name="Outputs">Outputs they left.</param>
/// <param name="Duration">From the first cell's start to the last one's end.</param>
/// <param name="Failure">One line, <c>00-tour.ipynb cell 7 line 3: ...</c>; null when the notebook ran to its end.</param>
/// <param name="Traceback">More about the failure, a line an entry.</param>
public sealed record RunResult(string Name, Notebook Executed, int Cells, int Outputs, TimeSpan Duration, string? Failure, IReadOnlyList<string> Traceback)
{
    /// <summary>The most memory, in bytes, that the notebook's process had; 0 where it had none of its own, or died.</summary>
    public long PeakMemory { get; init; }

    /// <summary>Ran to its end.</summary>
    public bool Succeeded => Failure is null;
}
