using System.Text;
using FerKit.Figures;
using FerKit.Notebooks.Format;

namespace FerKit.Notebooks.Site;

/// <summary>
/// Makes pages of executed notebooks: an index with a picture a lesson, a page a lesson, one plotly.js for all. The
/// pages load nothing from a network and open from a file.
/// </summary>
public static class SiteWriter
{
    internal const string Assets = "assets";

    /// <summary>
    /// Writes the site; files that were there under the same names are replaced, each whole or not at all. Lessons of earlier runs
    /// that lie in the folder stay in it.
    /// </summary>
    /// <param name="lessons">The lessons that were run now.</param>
    /// <param name="folder">Where; made when missing.</param>
    /// <returns>The path of the index.</returns>
    /// <exception cref="FerKitException">A file cannot be written.</exception>
    public static string Write(IReadOnlyList<SiteLesson> lessons, string folder)
    {
        string assets = Path.Combine(folder, Assets);
        Directory.CreateDirectory(assets);
        lessons = [.. lessons.Concat(Earlier(lessons, folder)).OrderBy(lesson => lesson.FileName, StringComparer.Ordinal)];
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

    private static IEnumerable<SiteLesson> Earlier(IReadOnlyList<SiteLesson> lessons, string folder)
    {
        foreach (string path in Directory.GetFiles(folder, "*.ipynb"))
        {
            string name = Path.GetFileName(path);
            if (lessons.Any(lesson => lesson.FileName == name) || !File.Exists(Path.ChangeExtension(path, ".html"))) continue;
            if (Executed(path) is { } notebook)
                yield return new SiteLesson(name, notebook, null, notebook.Cells.Any(cell => cell.IsCode && cell.Outputs.Any(output => (string?)output?["output_type"] == "error")) ? $"{name}: an earlier run was stopped by an error" : null);
        }
    }

    // Null where the file was damaged since.
    private static Notebook? Executed(string path)
    {
        try
        {
            return Notebook.Read(path);
        }
        catch (FerKitException)
        {
            return null;
        }
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
