using FerKit.Notebooks.Display;
using FerKit.Notebooks.Sessions;

namespace FerKit.Notebooks;

/// <summary>
/// What every cell finds without a <c>using</c>: the names are .NET Interactive's, so that a cell runs in both hosts.
/// </summary>
public static class Cell
{
#pragma warning disable IDE1006 // .NET Interactive's own name
    /// <summary>Shows an object now, before the cell's end; the handle replaces it by a later state.</summary>
    /// <exception cref="InvalidOperationException">No cell is running.</exception>
    public static DisplayHandle display(object? value) =>
        (CSharpSession.Current ?? throw new InvalidOperationException("display(...) works inside a notebook cell only.")).Display(value);
#pragma warning restore IDE1006

    /// <summary>Shows an object now, before the cell's end; the handle replaces it by a later state.</summary>
    /// <exception cref="InvalidOperationException">No cell is running.</exception>
    public static DisplayHandle Display(this object? value) => display(value);
}
