namespace FerKit.Notebooks.Running;

/// <summary>How a notebook is run.</summary>
public sealed record RunOptions
{
    /// <summary>Values for names that the cell tagged <c>parameters</c> declares; texts are converted as that cell's types ask.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>What relative paths inside it start from; null: the notebook's own folder.</summary>
    public string? Folder { get; init; }

    /// <summary>How long one cell may take.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    public TimeSpan CellTimeout
    {
        get;
        init => field = value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), "a cell needs time");
    } = TimeSpan.FromMinutes(10);

    /// <summary>The clock behind time-outs and durations.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Hears of each code cell before it runs: its number, of how many.</summary>
    public Action<int, int>? OnCell { get; init; }

    internal string FolderOf(string path) => Folder ?? Path.GetDirectoryName(Path.GetFullPath(path))!;
}
