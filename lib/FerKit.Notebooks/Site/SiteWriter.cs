using System.Text;
using FerKit.Figures;

namespace FerKit.Notebooks.Site;

/// <summary>
/// Makes pages of executed notebooks: an index with a picture a lesson, a page a lesson, one plotly.js for all. The
/// pages load nothing from a network and open from a file.
/// </summary>
public static class SiteWriter
{
    internal const string Assets = "assets";

    /// <summary>Writes the site; files that were there under the same names are replaced, each whole or not at all.</summary>
    /// <param name="lessons">The lessons, in order.</param>
    /// <param name="folder">Where; made when missing.</param>
    /// <returns>The path of the index.</returns>
    /// <exception cref="FerKitException">A file cannot be written.</exception>
    public static string Write(IReadOnlyList<SiteLesson> lessons, string folder)
    {
        string assets = Path.Combine(folder, Assets);
        Directory.CreateDirectory(assets);
        foreach (string name in (string[])["site.css", "site.js"])
            WriteFile(assets, name, Resource(name));
        WriteFile(assets, PlotlyHtml.ScriptName, File.ReadAllBytes(PlotlyHtml.ScriptPath));

        if (lessons.Any(LessonPage.HasEquations))
        {
            Directory.CreateDirectory(Path.Combine(assets, Katex.Folder, "fonts"));
            foreach (var (name, content) in Katex.Files()) WriteFile(Path.Combine(assets, Katex.Folder), name, content);
        }

        var covers = new Dictionary<string, string>();
        for (int i = 0; i < lessons.Count; i++)
        {
            SiteLesson lesson = lessons[i];
            if (LessonCover.Find(lesson.Executed) is { } picture)
            {
                covers[lesson.Name] = $"{Assets}/{lesson.Name}.png";
                WriteFile(assets, lesson.Name + ".png", picture);
            }
            string page = LessonPage.Write(lesson, i == 0 ? null : lessons[i - 1], i + 1 == lessons.Count ? null : lessons[i + 1]);
            WriteFile(folder, lesson.PageName, Encoding.UTF8.GetBytes(page));
        }
        WriteFile(folder, "index.html", Encoding.UTF8.GetBytes(IndexPage.Write(lessons, covers)));
        return Path.Combine(folder, "index.html");
    }

    private static void WriteFile(string folder, string name, byte[] content) =>
        AtomicFile.Write(Path.Combine(folder, name), stream => stream.Write(content));

    private static byte[] Resource(string name)
    {
        using Stream stream = typeof(SiteWriter).Assembly.GetManifestResourceStream($"FerKit.Notebooks.Site.{name}")!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
