namespace FerKit.Notebooks.Display;

/// <summary>Why a cell failed, in terms of the cell.</summary>
/// <param name="Name">The exception's type, or the compiler's error number, or <c>CellTimeout</c>, <c>CellInterrupted</c>.</param>
/// <param name="Message">What happened.</param>
/// <param name="Line">The line of the running cell, from 1; null when no line of it is to blame.</param>
/// <param name="Traceback">The text to show, a line an entry; without frames of the runner.</param>
public sealed record CellError(string Name, string Message, int? Line, IReadOnlyList<string> Traceback);
