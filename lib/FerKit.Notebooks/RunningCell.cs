using FerKit.Notebooks.Sessions;

namespace FerKit.Notebooks;

/// <summary>What code under a cell may ask about the cell. Lessons reach it through <c>setup.csx</c>, by name, because other hosts lack it.</summary>
public static class RunningCell
{
    /// <summary>Is set when the running cell should stop (interrupted, or out of time); none outside a session.</summary>
    public static CancellationToken Cancellation => CSharpSession.Current?.Cancellation ?? CancellationToken.None;

    /// <summary>The cell's outputs go to a page while it runs, as in Jupyter, and the page needs the scripts that charts stand on.</summary>
    public static bool IsLivePage => CSharpSession.Current?.IsLivePage ?? false;
}
