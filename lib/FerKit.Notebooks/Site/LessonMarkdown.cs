using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace FerKit.Notebooks.Site;

/// <summary>Markdown as the pages show it: tables and folded parts work, links between notebooks lead to their pages.</summary>
internal static class LessonMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseMathematics().UseAutoIdentifiers().Build();

    /// <summary>Whether there is mathematics in it, between dollars.</summary>
    internal static bool HasEquations(string markdown)
    {
        MarkdownDocument document = Markdown.Parse(markdown, Pipeline);
        return document.Descendants<MathInline>().Any() || document.Descendants<MathBlock>().Any();
    }

    internal static string ToHtml(string markdown)
    {
        MarkdownDocument document = Markdown.Parse(markdown, Pipeline);
        foreach (LinkInline link in document.Descendants<LinkInline>())
            if (link.Url is { } url && !url.Contains("://", StringComparison.Ordinal) && url.EndsWith(".ipynb", StringComparison.Ordinal))
                link.Url = Path.ChangeExtension(url, ".html");
        return document.ToHtml(Pipeline);
    }
}
