namespace FerKit.Notebooks.Sessions;

/// <summary>How a <see cref="CSharpSession"/> runs its cells.</summary>
/// <param name="BaseDirectory">What relative paths in <c>#r</c> and <c>#load</c> start from: the notebook's folder.</param>
public sealed record SessionOptions(string BaseDirectory)
{
    /// <summary>Characters of console text a cell may leave; the rest is cut, and the output says so.</summary>
    public int MaxCharacters { get; init; } = 200_000;

    /// <summary>Objects a cell may display; the rest is cut, and the output says so.</summary>
    public int MaxDisplays { get; init; } = 500;

    /// <summary>How long a cell that should stop may take to do so by itself before it is stopped.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Outputs go to a page while cells run, as in Jupyter, and the page needs the scripts that charts stand on.</summary>
    public bool IsLivePage { get; init; }

    /// <summary>The clock behind time-outs.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
