namespace FerKit.Notebooks.Tests;

/// <summary>Places in the source tree that tests run in.</summary>
internal static class Repository
{
    internal static string Root { get; } = Find();

    internal static string Notebooks => Path.Combine(Root, "notebooks");

    private static string Find()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "FerKit.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not lie in the repository.");
        return folder;
    }
}
