using System.Diagnostics;
using System.Text.Json.Nodes;

namespace FerKit.Notebooks.Baking;

/// <summary>
/// A browser without a window and with one page, empty at first, in which scripts can be run. It reaches no network, but one
/// address if that is named. Not safe for use from several threads.
/// </summary>
internal sealed class HeadlessBrowser : IDisposable
{
    private const string Announcement = "DevTools listening on ";
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60), StopTime = TimeSpan.FromSeconds(5);

    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("ferkit-browser-");
    private readonly Process _process;
    private readonly DevTools _tools;
    private readonly string _session;

    /// <summary>Starts it.</summary>
    /// <param name="program">The browser.</param>
    /// <param name="reach">The one host it may reach; null: none.</param>
    /// <exception cref="FerKitException">It does not start.</exception>
    internal HeadlessBrowser(string program, string? reach = null)
    {
        try
        {
            _process = Start(program, _profile.FullName, reach);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            DeleteProfile();
            throw new FerKitException($"{OneLine.Of(program)}: cannot be started ({OneLine.Of(e.Message)}); name another browser in {BrowserProgram.Variable}.", e);
        }
        try
        {
            _tools = new DevTools(new Uri(Address(program)));
            string target = (string)_tools.Call("Target.createTarget", new JsonObject { ["url"] = "about:blank" })["targetId"]!;
            _session = (string)_tools.Call("Target.attachToTarget", new JsonObject { ["targetId"] = target, ["flatten"] = true })["sessionId"]!;
        }
        catch
        {
            Stop();
            throw;
        }
    }

    /// <summary>The folder it keeps its things in while it runs.</summary>
    internal string Profile => _profile.FullName;

    /// <summary>Hears what the page tells of itself, once a domain of the protocol is enabled, while a call is waited for: an event and what comes with it.</summary>
    internal Action<string, JsonObject>? Heard { set => _tools.Heard = value; }

    /// <summary>Calls a method of the DevTools protocol for the page.</summary>
    /// <exception cref="FerKitException">The browser refuses, ends, or does not answer within a minute.</exception>
    internal JsonObject Call(string method, JsonObject? parameters = null) => _tools.Call(method, parameters ?? [], _session);

    /// <summary>Runs a script in the page and waits for what it promises.</summary>
    /// <exception cref="FerKitException">The script failed, or took longer than a minute.</exception>
    internal JsonNode? Evaluate(string script)
    {
        JsonObject answer = Call("Runtime.evaluate", new JsonObject { ["expression"] = script, ["awaitPromise"] = true, ["returnByValue"] = true });
        if (answer["exceptionDetails"] is { } failure)
            throw new FerKitException(((string?)failure["exception"]?["description"] ?? (string?)failure["text"] ?? "an error without a name").Split('\n')[0]);
        return answer["result"]?["value"];
    }

    public void Dispose()
    {
        _tools.Dispose();
        Stop();
    }

    private static Process Start(string program, string profile, string? reach)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (string argument in (string[])
            ["--headless", "--remote-debugging-port=0", $"--user-data-dir={profile}", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions", "--no-first-run",
             "--disable-background-networking", $"--host-resolver-rules=MAP * ~NOTFOUND{(reach is null ? "" : $", EXCLUDE {reach}")}", "--force-color-profile=srgb", "--font-render-hinting=none"])
            start.ArgumentList.Add(argument);
        // Chromium refuses to run as root inside its sandbox. It draws the user's own charts, and reaches no network.
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
            start.ArgumentList.Add("--no-sandbox");
        return Process.Start(start)!;
    }

    // Where the browser listens; it says so on standard error.
    private string Address(string program)
    {
        var address = new TaskCompletionSource<string?>();
        string last = "";
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null) address.TrySetResult(null);
            else if (line.Data.StartsWith(Announcement, StringComparison.Ordinal)) address.TrySetResult(line.Data[Announcement.Length..].Trim());
            else if (line.Data.Length > 0) last = line.Data;
        };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        if (address.Task.Wait(StartTime) && address.Task.Result is { } found)
            return found;
        throw new FerKitException($"{OneLine.Of(program)}: did not start as a browser ({(last.Length == 0 ? "it said nothing" : OneLine.Of(last))}); name another one in {BrowserProgram.Variable}.");
    }

    private void Stop()
    {
        using (_process)
        {
            try
            {
                _process.Kill(entireProcessTree: true);
                _process.WaitForExit(StopTime);
            }
            catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException)
            {
                // It ended by itself.
            }
        }
        DeleteProfile();
    }

    private void DeleteProfile()
    {
        // A child that is still dying may write once more.
        for (int attempt = 0; attempt < 10 && Directory.Exists(_profile.FullName); attempt++)
        {
            try
            {
                _profile.Delete(recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Thread.Sleep(50);
            }
        }
    }
}
