namespace FerKit.Notebooks.Site;

/// <summary>
/// KaTeX (MIT), which sets the equations of the pages: Debian's <c>libjs-katex</c>, or the folder <c>dist</c> of the npm package
/// <c>katex</c>, named by <c>FERKIT_KATEX</c>. Without it pages show equations as they are written.
/// </summary>
internal static class Katex
{
    internal const string Folder = "katex";

    private const string Script = "katex.min.js", Style = "katex.min.css", Fonts = "fonts", Variable = "FERKIT_KATEX", Debians = "/usr/share/javascript/katex";

    /// <summary>Where it lies; null where there is none.</summary>
    /// <exception cref="FerKitException">The folder that is named does not hold it.</exception>
    internal static string? Find()
    {
        string? named = Environment.GetEnvironmentVariable(Variable);
        string folder = named is { Length: > 0 } ? named : Debians;
        if (File.Exists(Path.Combine(folder, Script)) && File.Exists(Path.Combine(folder, Style))) return folder;
        return named is { Length: > 0 } ? throw new FerKitException($"{OneLine.Of(named)}: holds no {Script} and {Style}; name KaTeX's folder dist in {Variable}.") : null;
    }

    /// <summary>What a page with equations begins with; empty where there is no KaTeX.</summary>
    internal static string Head(string assets) => Find() is null ? ""
        : $"<link rel=\"stylesheet\" href=\"{assets}/{Folder}/{Style}\">\n<script defer src=\"{assets}/{Folder}/{Script}\"></script>";

    /// <summary>Its files, as names within its folder and contents: script, style, and the fonts of today's browsers.</summary>
    internal static IEnumerable<(string Name, byte[] Content)> Files()
    {
        if (Find() is not { } folder) yield break;
        string[] fonts = Directory.GetFiles(Path.Combine(folder, Fonts), "*.woff2");
        // Debian's package leaves the smaller form away.
        if (fonts.Length == 0) fonts = Directory.GetFiles(Path.Combine(folder, Fonts), "*.ttf");
        foreach (string name in fonts.Select(font => $"{Fonts}/{Path.GetFileName(font)}").Prepend(Style).Prepend(Script))
            yield return (name, File.ReadAllBytes(Path.Combine(folder, name)));
    }
}
