using System.Text.RegularExpressions;
using FerKit.Notebooks.Format;
using FerKit.Notebooks.Running;
using FerKit.Notebooks.Site;

namespace FerKit.Notebooks.Tests.Site;

/// <summary>The site as a reader sees it who opens its files.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(EveryCore))]
public sealed class SiteInBrowserTests(BrowsedSite site) : IClassFixture<BrowsedSite>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void Links_FromTheIndexThroughTheLessonsAndBack_LeadWhereTheySay()
    {
        site.Page.Open(site.Address("index.html"));
        Assert.Equal(site.Pages.Count, site.Page.Count("a.card"));
        Assert.Equal(site.Page.Count("a.card img"), (int)site.Page.Evaluate("[...document.querySelectorAll('a.card img')].filter(picture => picture.naturalWidth > 1).length")!);
        Assert.NotEqual(0, site.Page.Count("a.card img"));

        site.Page.ClickFirst($"a.card[href='{site.Pages[0]}']");
        site.Page.UntilLoaded(site.Pages[0]);
        Assert.StartsWith("A tour", (string)site.Page.Evaluate("document.querySelector('h1').textContent")!, StringComparison.Ordinal);
        foreach (string next in site.Pages.Skip(1))
        {
            site.Page.Click("[...document.querySelectorAll('.bar a')].find(link => link.textContent.endsWith('→'))");
            site.Page.UntilLoaded(next);
        }
        site.Page.Back();
        Assert.EndsWith(site.Pages[^2], (string)site.Page.Evaluate("location.pathname")!, StringComparison.Ordinal);
        site.Page.Click("[...document.querySelectorAll('.bar a')].find(link => link.textContent.startsWith('←'))");
        site.Page.UntilLoaded(site.Pages[^3]);
        site.Page.ClickFirst(".bar a[href='index.html']");
        site.Page.UntilLoaded("index.html");
        Assert.Empty(site.Page.Problems);
    }

    /// <summary>Pages with the number of their charts, and with that of their exercises.</summary>
    public static TheoryData<string, int> Charts => Counted(("90-equations.html", 0), ("91-charts.html", 2),
        lesson => lesson.Cells.SelectMany(cell => cell.Outputs).Count(output => output!["data"]?["application/vnd.plotly.v1+json"] is not null));

    public static TheoryData<string, int> Exercises => Counted(("90-equations.html", 1), ("91-charts.html", 0), lesson => lesson.Cells.Count(cell => cell.Id.EndsWith("-solution", StringComparison.Ordinal)));

    private static TheoryData<string, int> Counted((string, int) equations, (string, int) charts, Func<Notebook, int> count)
    {
        var pages = new TheoryData<string, int>();
        foreach (string path in LessonSet.Find(Repository.Notebooks, [])) pages.Add($"{Path.GetFileNameWithoutExtension(path)}.html", count(Notebook.Read(path)));
        pages.Add(equations.Item1, equations.Item2);
        pages.Add(charts.Item1, charts.Item2);
        return pages;
    }

    [Theory]
    [MemberData(nameof(Charts))]
    public void Page_ThatIsOpened_DrawsEveryChartAndPictureWithoutAComplaint(string page, int charts)
    {
        site.Page.Open(site.Address(page));
        Assert.Equal(charts, site.Page.Count("script[data-chart]"));
        site.Page.Until($"document.querySelectorAll('.js-plotly-plot').length === {charts}", Patience);
        // Drawn, not only begun: each has something in its plot, and lies within its box.
        Assert.Equal(charts, (int)site.Page.Evaluate("""
            [...document.querySelectorAll('.js-plotly-plot')].filter(chart => chart.querySelector('.main-svg .trace, .main-svg .point, .main-svg .heatmaplayer image, .main-svg .table, .main-svg .shapelayer path')
              && chart.querySelector('.main-svg').getBoundingClientRect().right <= chart.getBoundingClientRect().right + 1).length
            """)!);
        if (Katex.Find() is not null) site.Page.Until("document.querySelectorAll('.math .katex').length === document.querySelectorAll('.math').length", Patience);
        Assert.Equal(0, site.Page.Count(".katex-error"));
        Assert.Equal(site.Page.Count("main img"), (int)site.Page.Evaluate("[...document.querySelectorAll('main img')].filter(picture => picture.naturalWidth > 1).length")!);
        Assert.Empty(site.Page.Problems);
    }

    [Theory]
    [MemberData(nameof(Exercises))]
    public void Solution_OfEveryExercise_IsFoldedUntilItIsClicked(string page, int exercises)
    {
        site.Page.Open(site.Address(page));
        Assert.Equal(exercises, site.Page.Count("details"));
        for (int i = 0; i < exercises; i++)
        {
            string solution = $"document.querySelectorAll('details')[{i}]";
            Assert.False((bool)site.Page.Evaluate($"{solution}.querySelector('pre').checkVisibility()")!);
            site.Page.Click($"{solution}.querySelector('summary')");
            site.Page.Until($"{solution}.querySelector('pre').checkVisibility()", Patience);
        }
        Assert.Empty(site.Page.Problems);
    }

    [Fact]
    public void Equations_KatexIsThere_AreSetAndItIsNamed()
    {
        site.Page.Open(site.Address("90-equations.html"));
        Assert.Equal(3, site.Page.Count(".math"));
        bool there = Katex.Find() is not null;
        if (there)
            site.Page.Until("document.querySelectorAll('.math .katex').length === 3", Patience);
        Assert.Equal(there ? 1 : 0, site.Page.Count(".katex-display"));
        Assert.Equal(0, site.Page.Count(".katex-error"));
        Assert.Equal(there, ((string)site.Page.Evaluate("document.querySelector('footer').textContent")!).Contains("KaTeX (both MIT licence)", StringComparison.Ordinal));
        Assert.DoesNotContain("KaTeX", site.Html("91-charts.html"), StringComparison.Ordinal);
        Assert.Empty(site.Page.Problems);
    }

    [Fact]
    public void Code_Toggle_HidesAndShowsIt()
    {
        site.Page.Open(site.Address("91-charts.html"));
        Assert.Equal(Regex.Count(site.Html("91-charts.html"), "<pre class=\"code\">"), Shown("pre.code"));
        Assert.Equal(2, Shown(".cell"));
        site.Page.ClickFirst("#show-code");
        Assert.Equal(0, Shown("pre.code"));
        Assert.Equal(1, Shown(".cell")); // a cell without outputs has nothing left to show
        Assert.Equal(2, Shown(".js-plotly-plot"));
        site.Page.ClickFirst("#show-code");
        Assert.Equal(2, Shown("pre.code"));
        Assert.Empty(site.Page.Problems);

        int Shown(string selector) => (int)site.Page.Evaluate($"[...document.querySelectorAll('{selector}')].filter(element => element.checkVisibility()).length")!;
    }
}
