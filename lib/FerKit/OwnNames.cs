namespace FerKit;

/// <summary>Names that tell things apart which have the same.</summary>
public static class OwnNames
{
    /// <summary>The names as they are where all differ; else each with its number before it, where a narrow caption does not cut it.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> names) =>
        names.Distinct().Count() == names.Count ? names : [.. names.Select((name, i) => $"({i + 1}) {name}")];
}
