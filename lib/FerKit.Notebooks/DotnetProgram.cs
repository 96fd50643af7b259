namespace FerKit.Notebooks;

/// <summary>The <c>dotnet</c> that starts other programs of the kit.</summary>
public static class DotnetProgram
{
    /// <summary>The one that runs this program, for an editor that was not started from a terminal may have none on its path; else by name.</summary>
    public static string Path { get; } =
        Environment.ProcessPath is { } path && System.IO.Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
}
