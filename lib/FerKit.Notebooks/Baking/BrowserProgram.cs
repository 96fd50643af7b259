namespace FerKit.Notebooks.Baking;

/// <summary>Which browser draws the charts: any of the Chromium family.</summary>
internal static class BrowserProgram
{
    internal const string Variable = "FERKIT_CHROMIUM";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome", "msedge"];

    private static readonly string[] UsualPlaces =
    [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "Google", "Chrome", "Application", "chrome.exe"),
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFilesX86), "Microsoft", "Edge", "Application", "msedge.exe"),
    ];

    /// <summary>The program that the environment variable names, else one on the path, else one in its usual place.</summary>
    /// <exception cref="FerKitException">There is none.</exception>
    internal static string Find() => Find(Environment.GetEnvironmentVariable(Variable), Environment.GetEnvironmentVariable("PATH") ?? "", UsualPlaces);

    /// <exception cref="FerKitException">There is none.</exception>
    internal static string Find(string? named, string path, IReadOnlyList<string> usualPlaces)
    {
        if (!string.IsNullOrEmpty(named))
            return File.Exists(named) ? named : throw new FerKitException($"{Variable} is '{OneLine.Of(named)}', which is no file: name a Chromium, Chrome or Edge program.");
        string ending = OperatingSystem.IsWindows() ? ".exe" : "";
        var onPath = path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).SelectMany(folder => Names.Select(name => Path.Combine(folder, name + ending)));
        return onPath.Concat(usualPlaces).FirstOrDefault(File.Exists)
            ?? throw new FerKitException($"no Chromium was found to draw charts with: install it (Debian: apt-get install chromium), or name a Chromium, Chrome or Edge program in {Variable}.");
    }
}
