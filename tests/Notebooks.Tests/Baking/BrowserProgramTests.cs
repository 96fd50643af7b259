using FerKit.Notebooks.Baking;

namespace FerKit.Notebooks.Tests.Baking;

public class BrowserProgramTests
{
    [Fact]
    public void Find_NoneOnThePath_SaysWhatToInstall()
    {
        using var folder = new TemporaryFolder();
        string message = Assert.Throws<FerKitException>(() => BrowserProgram.Find(null, folder.Path, [])).Message;
        Assert.Contains("apt-get install chromium", message, StringComparison.Ordinal);
        Assert.Contains("FERKIT_CHROMIUM", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_NamedOne_GoesBeforeThePathAndMustBeThere()
    {
        using var folder = new TemporaryFolder();
        string named = Path.Combine(folder.Path, "mine"), onPath = Path.Combine(folder.Path, OperatingSystem.IsWindows() ? "chromium.exe" : "chromium");
        File.WriteAllText(onPath, "");
        Assert.Equal(onPath, BrowserProgram.Find(null, folder.Path, []));
        Assert.Contains($"FERKIT_CHROMIUM is '{OneLine.Of(named)}'", Assert.Throws<FerKitException>(() => BrowserProgram.Find(named, folder.Path, [])).Message, StringComparison.Ordinal);
        File.WriteAllText(named, "");
        Assert.Equal(named, BrowserProgram.Find(named, folder.Path, []));
    }

    [Fact]
    public void HeadlessBrowser_ProgramThatIsNone_SaysWhatItSaid()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TemporaryFolder();
        string program = Path.Combine(folder.Path, "browser");
        File.WriteAllText(program, "#!/bin/sh\necho 'no display here' >&2\n");
        Assert.Contains("cannot be started", Assert.Throws<FerKitException>(() => new HeadlessBrowser(program)).Message, StringComparison.Ordinal);
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.Contains("did not start as a browser (no display here)", Assert.Throws<FerKitException>(() => new HeadlessBrowser(program)).Message, StringComparison.Ordinal);
    }
}
