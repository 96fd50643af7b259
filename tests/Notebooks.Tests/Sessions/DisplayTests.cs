using FerKit.Notebooks.Display;
using FerKit.Notebooks.Sessions;

namespace FerKit.Notebooks.Tests.Sessions;

public class DisplayTests
{
    [Fact]
    public async Task Format_TypeWithFormattersByConvention_UsesThem()
    {
        using var session = new CSharpSession(new SessionOptions(Path.GetTempPath()));
        CellResult result = await session.ExecuteAsync("""
            class TypeFormatterSourceAttribute(Type source) : Attribute
            {
                public Type FormatterSourceType { get; } = source;
                public string[] PreferredMimeTypes { get; set; } = [];
            }
            class Source { public IEnumerable<object> CreateTypeFormatters() => [new Html(), new Png(), new Never()]; }
            class Html { public string MimeType => "text/html"; public bool Format(object o, System.IO.TextWriter w) { w.Write("<b>" + ((Shape)o).Name + "</b>"); return true; } }
            class Png { public string MimeType => "image/png"; public bool Format(object o, System.IO.TextWriter w) { w.Write("AAAA"); return true; } }
            class Never { public string MimeType => "text/plain"; public bool Format(object o, System.IO.TextWriter w) => false; }
            [TypeFormatterSource(typeof(Source))] class Shape { public string Name = "shape"; }
            class Square : Shape { }
            [TypeFormatterSource(typeof(Source), PreferredMimeTypes = ["text/html"])] class Round : Shape { }
            display(new Square());
            new Round()
            """);
        Assert.Null(result.Error);
        Assert.Equal(["image/png", "text/html"], ((DisplayOutput)result.Outputs[0]).Data.Forms.Keys);
        Assert.Equal("<b>shape</b>", ((DisplayOutput)result.Outputs[0]).Data["text/html"]);
        Assert.Equal(["text/html"], ((DisplayOutput)result.Outputs[1]).Data.Forms.Keys);
    }

    [Fact]
    public void Format_SequenceOfRecords_IsATable()
    {
        MimeBundle bundle = ObjectFormatter.Format(new[] { new { Name = "<a>", Count = 2 }, new { Name = "b", Count = 10 } });
        Assert.Equal("""
            <table>
            <thead><tr><th style="text-align: left">Name</th><th style="text-align: right">Count</th></tr></thead>
            <tbody>
            <tr><td style="text-align: left">&lt;a&gt;</td><td style="text-align: right">2</td></tr>
            <tr><td style="text-align: left">b</td><td style="text-align: right">10</td></tr>
            </tbody>
            </table>
            """.ReplaceLineEndings("\n"), bundle["text/html"]);
        Assert.Equal("[ { Name = <a>, Count = 2 }, { Name = b, Count = 10 } ]", bundle["text/plain"]);
    }

    [Fact]
    public void Format_DictionaryAndFractions_AreShort()
    {
        Assert.Contains("<td style=\"text-align: right\">0.333333</td>", ObjectFormatter.Format(new[] { new { Share = 1 / 3.0 } })["text/html"]);
        Assert.Equal("{ a: 1 }", ObjectFormatter.Format(new Dictionary<string, int> { ["a"] = 1 })["text/plain"]);
    }

    [Theory]
    [InlineData("10 %\r20 %\n", "20 %\n")]
    [InlineData("long\rab", "abng")]
    [InlineData("a\r\nb", "a\nb")]
    public void CarriageReturns_Apply_LeaveWhatATerminalShows(string text, string expected) =>
        Assert.Equal(expected, CarriageReturns.Apply(text));

    [Fact]
    public void ToJson_Types_TakeTheirFormsOfNbformat()
    {
        var bundle = new MimeBundle([new("text/plain", "a\nb"), new("image/png", "AAAA"), new("application/vnd.plotly.v1+json", "{\"data\":[]}")]);
        Assert.Equal("""{"application/vnd.plotly.v1+json":{"data":[]},"image/png":"AAAA","text/plain":["a\n","b"]}""", bundle.ToJson().ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }
}
