namespace FerKit.Notebooks.Tests.Browsing;

[Trait("Category", "Slow")]
public class BrowsedPageTests
{
    [Fact]
    public void Problems_BrokenPage_AreAllHeardUntilTheNextPage()
    {
        using var folder = new TemporaryFolder();
        string broken = folder.File("broken.html", """
            <!DOCTYPE html><title>broken</title>
            <img src="missing.png"><img src="http://example.org/elsewhere.png">
            <script>console.log('fine'); console.error('said', 3);</script>
            <script>Promise.reject(new Error('promised'));</script>
            <script>undefinedFunction();</script>
            """);
        string whole = folder.File("whole.html", "<!DOCTYPE html><title>whole</title><p>fine</p>");
        using var page = new BrowsedPage();
        page.Open(new Uri(broken).AbsoluteUri);
        string problems = string.Join('\n', page.Problems);
        foreach (string expected in (string[])["console: said 3", "exception: ReferenceError: undefinedFunction", "exception: Error: promised", "missing.png", "ERR_NAME_NOT_RESOLVED for http://example.org"])
            Assert.Contains(expected, problems, StringComparison.Ordinal);
        Assert.Equal(5, page.Problems.Count);
        page.Open(new Uri(whole).AbsoluteUri);
        Assert.Empty(page.Problems);
    }
}
