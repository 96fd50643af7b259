using System.Text;
using FerKit.Notebooks.Format;
using static FerKit.Notebooks.Site.PageFrame;

namespace FerKit.Notebooks.Site;

/// <summary>The page of one lesson: text, code, outputs, in the notebook's order.</summary>
internal static class LessonPage
{
    internal static string Write(SiteLesson lesson, SiteLesson? before, SiteLesson? after)
    {
        var outputs = new OutputHtml();
        var body = new StringBuilder();
        foreach (NotebookCell cell in lesson.Executed.Cells)
            if (cell.IsMarkdown)
                body.Append("<section class=\"text\">\n").Append(LessonMarkdown.ToHtml(cell.Source)).Append("</section>\n");
            else if (cell.IsCode && cell.Source.Trim().Length > 0)
                body.Append(Code(cell, outputs));

        string failure = lesson.Failure is null ? "" : $"<p class=\"failure\">This lesson was stopped by an error: {Encode(lesson.Failure)}</p>\n";
        string content = $"""
            <nav class="bar">
            <a href="index.html">All lessons</a>
            <span class="space"></span>
            {Link(before, "← ", "")}{Link(after, "", " →")}
            <label><input type="checkbox" id="show-code" checked> code</label>
            <a href="{Encode(lesson.FileName)}" download>notebook</a>
            </nav>
            <main class="lesson">
            {failure}{body}</main>
            """;
        return Around(lesson.Title, "page", content, charts: outputs.NeedsPlotly, equations: HasEquations(lesson));
    }

    internal static bool HasEquations(SiteLesson lesson) => lesson.Executed.Cells.Any(cell => cell.IsMarkdown && LessonMarkdown.HasEquations(cell.Source));

    private static string Code(NotebookCell cell, OutputHtml outputs)
    {
        var html = new StringBuilder("<section class=\"cell\">\n");
        html.Append("<pre class=\"code\"><code>").Append(CodeHighlighter.ToHtml(cell.Source)).Append("</code></pre>\n");
        foreach (var output in cell.Outputs)
            if (output is not null)
                html.Append(outputs.Write(output));
        return html.Append("</section>\n").ToString();
    }

    private static string Link(SiteLesson? lesson, string left, string right) => lesson is null ? ""
        : $"<a href=\"{Encode(lesson.PageName)}\">{left}{Encode(lesson.Name)}{right}</a>\n";
}
