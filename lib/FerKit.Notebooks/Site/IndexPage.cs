using System.Text;
using FerKit.Notebooks.Format;
using static FerKit.Notebooks.Site.PageFrame;

namespace FerKit.Notebooks.Site;

/// <summary>The page that all lessons are reached from.</summary>
internal static class IndexPage
{
    internal static string Write(IReadOnlyList<SiteLesson> lessons, IReadOnlyDictionary<string, string> covers)
    {
        var html = new StringBuilder("""
            <header class="hero">
            <p class="kicker">FerKit lessons</p>
            <h1>Recognising facial expressions with GCLNet</h1>
            <p>A paper told by running it: local features, global association, and what each of them buys. Every picture and chart
            below was made by the code beside it.</p>
            </header>
            <main class="cards">

            """);
        foreach (SiteLesson lesson in lessons)
        {
            string number = lesson.Name.Split('-')[0];
            string picture = covers.TryGetValue(lesson.Name, out string? cover)
                ? $"<img src=\"{Encode(cover)}\" alt=\"\">" : $"<span class=\"number\">{Encode(number)}</span>";
            html.Append($"""
                <a class="card" href="{Encode(lesson.PageName)}">
                <div class="cover">{picture}</div>
                <div class="text">
                <h2><span>{Encode(number)}</span> {Encode(lesson.Title)}</h2>
                <p>{Encode(Hook(lesson.Executed))}</p>
                <p class="facts">{(lesson.Failure is null ? "" : "<strong class=\"failed\">stopped by an error</strong> ")}{(lesson.Duration is { } time ? $"ran in {Duration(time)}" : "from an earlier run")}</p>
                </div>
                </a>

                """);
        }
        return Around("FerKit lessons", "index", html.Append("</main>").ToString(), charts: false);
    }

    /// <summary>The lesson's first paragraph, as plain text.</summary>
    private static string Hook(Notebook notebook)
    {
        string? text = notebook.Cells.Where(cell => cell.IsMarkdown).SelectMany(cell => cell.Source.Split("\n\n"))
            .FirstOrDefault(paragraph => !paragraph.StartsWith('#') && paragraph.Trim().Length > 0);
        return text is null ? "" : Markdig.Markdown.ToPlainText(text).Trim().ReplaceLineEndings(" ");
    }
}
