using System.Text.Json.Nodes;
using FerKit.Notebooks.Kernel;
using FerKit.Notebooks.Sessions;

namespace FerKit.Notebooks.Tests.Kernel;

public sealed class CodeAssistanceTests : IDisposable
{
    private readonly CSharpSession _session = new(new SessionOptions(Repository.Notebooks));
    private readonly CodeAssistance _assistance;

    public CodeAssistanceTests() => _assistance = new CodeAssistance(_session);

    public void Dispose() => _session.Dispose();

    private async Task Run(params string[] cells)
    {
        foreach (string cell in cells)
            Assert.Null((await _session.ExecuteAsync(cell)).Error);
    }

    private string[] Names(string code) => [.. _assistance.Complete(code, code.Length)["matches"]!.AsArray().Select(match => (string)match!["text"]!)];

    private string? Text(string code, string at) => (string?)_assistance.Inspect(code, code.IndexOf(at, StringComparison.Ordinal) + 1)["text"];

    [Fact]
    public async Task Complete_AnyCellBefore_IsKnown()
    {
        await Run("record Face(int Width, int Height);", "using System.Globalization;", "var face = new Face(1, 2);\nint Area(Face f) => f.Width * f.Height;");
        Assert.Equal(["face"], Names("fac").Where(name => name.StartsWith("fac", StringComparison.Ordinal)));
        Assert.Contains("Face", Names("new F"));
        Assert.Contains("Area", Names("Ar"));
        Assert.Contains("CultureInfo", Names("Cult"));
        Assert.Equal(["Height"], Names("face.He"));
        Assert.Contains("Width", Names("var all = new[] { face };\nall.Select(f => f.W"));
        Assert.Equal(["WhenAll", "WhenAny", "WhenEach"], Names("await Task.When"));
    }

    [Fact]
    public async Task Complete_NameDeclaredAgain_HasItsLastType()
    {
        await Run("var thing = 1;", "var thing = \"text\";");
        Assert.Contains("Substring", Names("thing."));
    }

    [Theory]
    [InlineData("// Cons")]
    [InlineData("\"Cons")]
    [InlineData("var x = 1 /* Cons")]
    [InlineData("12")]
    public void Complete_NoCode_OffersNothing(string code) => Assert.Empty(Names(code));

    [Fact]
    public void Complete_Keywords_StandWhereNamesStandAlone()
    {
        Assert.Contains("foreach", Names("forea"));
        Assert.DoesNotContain("class", Names("Console."));
    }

    [Fact]
    public async Task Complete_TheKit_IsKnownOnceSetupIsLoaded()
    {
        await Run("#load \"setup.csx\"\nusing FerKit.Models;");
        Assert.Contains("Create", Names("ModelZoo."));
        Assert.Contains("LiveCurves", Names("LiveC"));
        string text = Text("ModelZoo.Create(\"gclnet\")", "Create")!;
        Assert.Contains("ModelZoo.Create(string", text);
        Assert.Contains("\n\n", text);
    }

    [Fact]
    public async Task Inspect_Names_GiveSignatureAndDocumentation()
    {
        await Run("/// <summary>Doubles <paramref name=\"a\"/>.</summary>\n/// <returns>Twice as much.</returns>\nint Twice(int a) => 2 * a;");
        Assert.Equal("int Twice(int a)\n\nDoubles a.\nReturns: Twice as much.", Text("Twice(1)", "wice"));
        Assert.StartsWith("int Twice(int a)", Text("Twice(1", "1"));
        Assert.StartsWith("void Console.WriteLine(", Text("Console.WriteLine(1)", "WriteLine"));
        Assert.StartsWith("class Random", Text("new Random(", "Random"));
        Assert.Null(Text("nothing", "o"));
        Assert.False((bool)_assistance.Inspect("", 0)["found"]!);
    }

    [Theory]
    [InlineData("1 + 1", "complete", null)]
    [InlineData("int a = 1", "incomplete", "")]
    [InlineData("", "complete", null)]
    [InlineData("#load \"a.csx\"", "complete", null)]
    [InlineData("if (true)\n{", "incomplete", "    ")]
    [InlineData("int F(\n  int a,", "incomplete", "  ")]
    [InlineData("var s = \"\"\"", "incomplete", "")]
    [InlineData("int = ;", "invalid", null)]
    public void Completeness_OfAText_IsWhatItsAuthorMeans(string code, string status, string? indent)
    {
        JsonObject answer = Completeness.Of(code);
        Assert.Equal((status, indent), ((string?)answer["status"], (string?)answer["indent"]));
    }
}
