namespace FerKit.Cli;

/// <summary>Where the kit is: the folder of FerKit.sln.</summary>
internal static class Home
{
    /// <summary>What the entry script says, else the nearest folder above the program that holds the solution.</summary>
    /// <exception cref="FerKitException">The program stands outside the kit's folder.</exception>
    public static string Folder { get; } = Environment.GetEnvironmentVariable("FERKIT_HOME") is { Length: > 0 } told && File.Exists(Path.Combine(told, "FerKit.sln"))
        ? told
        : Above(AppContext.BaseDirectory) ?? throw new FerKitException("the kit's folder was not found: run ./ferkit, or set FERKIT_HOME to the folder of FerKit.sln.");

    private static string? Above(string? folder) =>
        folder is null || File.Exists(Path.Combine(folder, "FerKit.sln")) ? folder : Above(Path.GetDirectoryName(folder));
}
