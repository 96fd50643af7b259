using System.Text.Json.Nodes;
using FerKit.Notebooks.Kernel;

namespace FerKit.Notebooks.Tests.Kernel;

public sealed class KernelHostTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HostProcess _host;

    public KernelHostTests() => _host = new HostProcess(_folder.Path);

    public void Dispose()
    {
        _host.Dispose();
        _folder.Dispose();
    }

    private static string? Kind(JsonObject message) => (string?)message["type"];

    private static string Text(IEnumerable<JsonObject> messages) =>
        string.Concat(messages.Where(message => Kind(message) == "stream").Select(message => (string?)message["text"]));

    [Fact]
    public void Host_Cells_AreAnsweredInOrderAndLiveInTheNotebooksFolder()
    {
        Assert.Equal(("hello", "secret"), (Kind(_host.Hello), (string?)_host.Hello["token"]));
        List<JsonObject> messages = _host.Run("int x = 1;\nConsole.WriteLine(\"a\");\nvar shown = display(\"b\");\nConsole.Error.WriteLine(\"c\");\nx");
        Assert.Equal(["stream", "display", "stream", "result", "done"], messages.Select(Kind));
        Assert.Equal("ok", (string?)messages[^1]["status"]);
        JsonObject update = _host.Run("shown.Update(\"d\");")[0];
        Assert.Equal(("update", (string?)messages[1]["display"]), (Kind(update), (string?)update["display"]));
        Assert.Equal(_folder.Path, _host.Value("Environment.CurrentDirectory"));
        Assert.Equal("", _host.Value("Environment.GetEnvironmentVariable(\"FERKIT_KERNEL_TOKEN\") ?? \"\""));
    }

    [Fact]
    public void Host_Errors_NameTheCellByItsCountAndItsLine()
    {
        List<JsonObject> messages = _host.Run("int a = 0;\nthrow new InvalidOperationException(\"no\");");
        Assert.Equal(["error", "done"], messages.Select(Kind));
        Assert.Equal(["InvalidOperationException: no", "   at cell 1, line 2"], messages[0]["traceback"]!.AsArray().Select(line => (string?)line));
        Assert.Equal("error", (string?)messages[1]["status"]);
        Assert.Equal("0", _host.Value("a"));
    }

    [Fact]
    public async Task Host_NativeCodeAndChildren_PrintAsideOfTheProtocol()
    {
        _host.Run("System.Diagnostics.Process.Start(\"echo\", \"from a child\").WaitForExit();\nvar raw = Console.OpenStandardOutput(); raw.Write(\"raw\"u8);");
        Assert.Equal("2", _host.Value("1 + 1"));
        _host.Send("shutdown");
        Assert.Equal("from a child\nraw", await _host.Console);
    }

    [Fact]
    public void Host_Interrupt_StopsTheCellAndKeepsTheState()
    {
        _host.Run("int seven = 7;");
        int id = _host.Send("execute", "Console.WriteLine(\"on\");\nawait Task.Delay(-1, FerKit.Notebooks.RunningCell.Cancellation);");
        Assert.Equal("on\n", (string?)_host.Read()!["text"]);
        _host.Send("interrupt");
        List<JsonObject> messages = _host.Finish(id);
        Assert.Equal("CellInterrupted", (string?)messages[0]["name"]);
        Assert.False((bool?)messages[1]["lost"]);
        Assert.Equal("7", _host.Value("seven"));
    }

    [Fact]
    public void Host_MillionLinesAndUpdates_AreFewMessagesAndSayWhereTheyAreCut()
    {
        List<JsonObject> messages = _host.Run("var shown = display(0);\nfor (int i = 0; i < 1_000_000; i++) Console.WriteLine(i);\nfor (int i = 0; i < 10_000; i++) shown.Update(i);");
        Assert.InRange(messages.Count, 3, 500);
        Assert.InRange(Text(messages).Length, 1 << 20, (1 << 20) + 100);
        Assert.EndsWith("[output cut: a cell may print 1,048,576 characters]\n", Text(messages));
        Assert.Equal("9999", (string?)messages.Last(message => Kind(message) == "update")["data"]!["text/plain"]);
    }

    [Fact]
    public void Host_Questions_AreAnswered()
    {
        _host.Run("int counter = 0;");
        JsonObject completed = _host.Finish(_host.Send("complete", "count"))[0];
        Assert.Contains("counter", completed["matches"]!.AsArray().Select(match => (string?)match!["text"]));
        Assert.Equal((0, 5), ((int)completed["start"]!, (int)completed["end"]!));
        Assert.Equal("int counter", (string?)_host.Finish(_host.Send("inspect", "counter", 3))[0]["text"]);
        Assert.Equal("incomplete", (string?)_host.Finish(_host.Send("is_complete", "if (true) {"))[0]["status"]);
        Assert.Equal("unknown", (string?)_host.Finish(_host.Send("dance"))[0]["status"]);
    }

    [Fact]
    public void Host_ReadingTheKeyboard_IsRefused() =>
        Assert.Contains("no console to read from", (string?)_host.Run("Console.ReadLine()")[0]["message"]);

    [Theory]
    [InlineData("shutdown", "while (true) ;")]
    [InlineData("", "while (true) ;")]
    [InlineData("", "AppDomain.CurrentDomain.ProcessExit += (_, _) => Thread.Sleep(-1);")]
    public void Host_FrontGone_EndsWhateverRuns(string farewell, string code)
    {
        _host.Send("execute", code);
        Thread.Sleep(500);
        if (farewell.Length > 0)
            _host.Send(farewell);
        else
            _host.HangUp();
        Assert.True(_host.Process.WaitForExit(TimeSpan.FromSeconds(15)));
    }

    [Fact]
    public void Run_NobodyListens_SaysWhatTheVerbIsFor() =>
        Assert.Contains("ferkit lab", Assert.Throws<FerKitException>(() => KernelHost.Run(1, "", _folder.Path)).Message);
}
