using FerKit.Notebooks.Display;

namespace FerKit.Notebooks.Sessions;

/// <summary>What became of one cell.</summary>
/// <param name="ExecutionCount">The cell's number in its session, from 1.</param>
/// <param name="Outputs">What it put out, in order; the error, when there is one, comes last.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
public sealed record CellResult(int ExecutionCount, IReadOnlyList<CellOutput> Outputs, CellError? Error);
