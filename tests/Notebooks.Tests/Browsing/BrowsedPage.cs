using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using FerKit.Notebooks.Baking;

namespace FerKit.Notebooks.Tests.Browsing;

/// <summary>A page in a real browser, used as a reader uses it: with a mouse and a keyboard.</summary>
/// <exception cref="FerKitException">There is no browser; the message says what to install.</exception>
internal sealed class BrowsedPage : IDisposable
{
    private readonly HeadlessBrowser _browser;
    private readonly PageProblems _problems = new();

    /// <param name="reach">The one host it may reach; null: files only.</param>
    internal BrowsedPage(string? reach = null)
    {
        _browser = new HeadlessBrowser(BrowserProgram.Find(), reach) { Heard = _problems.Hear };
        foreach (string domain in (string[])["Page", "Runtime", "Log", "Network"])
            _browser.Call($"{domain}.enable");
        _browser.Call("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = 1200, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = false });
    }

    /// <summary>What went wrong since a page was opened, a line a problem.</summary>
    internal IReadOnlyList<string> Problems
    {
        get
        {
            _browser.Call("Page.enable"); // events that are under way come before the answer
            return _problems.Lines;
        }
    }

    /// <summary>Goes to an address, forgets problems of earlier pages, and waits until the page is there with all it loads.</summary>
    internal void Open(string address)
    {
        _problems.Lines.Clear();
        if ((string?)_browser.Call("Page.navigate", new JsonObject { ["url"] = address })["errorText"] is { } error)
            throw new FerKitException($"{address}: {error}");
        UntilLoaded(address.Split('?')[0]);
    }

    /// <summary>Waits until a page whose address has these words in it has loaded.</summary>
    internal void UntilLoaded(string address) => Until($"location.href.includes({Text(address)}) && document.readyState === 'complete'", TimeSpan.FromMinutes(1));

    internal JsonNode? Evaluate(string script) => _browser.Evaluate(script);

    internal int Count(string selector) => (int)Evaluate($"document.querySelectorAll({Text(selector)}).length")!;

    /// <summary>Waits for a condition, and says how long.</summary>
    /// <exception cref="TimeoutException">It does not come true; the message has what the page showed last.</exception>
    internal TimeSpan Until(string condition, TimeSpan patience)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            string failure = "";
            try
            {
                if ((bool)Evaluate($"!!({condition})")!)
                    return watch.Elapsed;
            }
            catch (FerKitException e)
            {
                failure = e.Message; // a page that is being left, or is not there yet, cannot answer
            }
            if (watch.Elapsed > patience)
                throw new TimeoutException($"not within {patience.TotalSeconds:F0} s: {condition} {failure}\n{string.Join('\n', _problems.Lines)}\n{Evaluate("location.href + '\\n' + document.body.innerText.slice(-1500)")}");
            Thread.Sleep(20);
        }
    }

    /// <summary>Clicks into the middle of what a script gives.</summary>
    internal void Click(string element)
    {
        JsonNode at = Evaluate($$"""
            (() => {
              const element = {{element}};
              element.scrollIntoView({ block: 'center', behavior: 'instant' });
              const box = element.getBoundingClientRect();
              return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
            })()
            """)!;
        foreach (string type in (string[])["mousePressed", "mouseReleased"])
            _browser.Call("Input.dispatchMouseEvent", new JsonObject { ["type"] = type, ["x"] = (double)at["x"]!, ["y"] = (double)at["y"]!, ["button"] = "left", ["clickCount"] = 1 });
    }

    /// <summary>Clicks the first element of a selector.</summary>
    internal void ClickFirst(string selector) => Click($"document.querySelector({Text(selector)})");

    /// <summary>Types a text, a key a character.</summary>
    internal void Type(string text)
    {
        foreach (char character in text)
            // The codes of other characters' keys are not those of the characters: '.' would be Delete.
            Press(character.ToString(), char.IsAsciiLetterOrDigit(character) ? char.ToUpperInvariant(character) : 0, character.ToString());
    }

    /// <summary>Presses a key and lets it go.</summary>
    /// <param name="key">Its name, e.g. Tab.</param>
    /// <param name="code">Its virtual key code.</param>
    /// <param name="text">What it writes; null: nothing.</param>
    internal void Press(string key, int code, string? text = null)
    {
        foreach (string type in (string[])[text is null ? "rawKeyDown" : "keyDown", "keyUp"])
        {
            var press = new JsonObject { ["type"] = type, ["key"] = key, ["windowsVirtualKeyCode"] = code };
            if (text is not null && type == "keyDown")
                press["text"] = text;
            _browser.Call("Input.dispatchKeyEvent", press);
        }
    }

    internal void Back()
    {
        JsonObject history = _browser.Call("Page.getNavigationHistory");
        JsonNode before = history["entries"]![(int)history["currentIndex"]! - 1]!;
        _browser.Call("Page.navigateToHistoryEntry", new JsonObject { ["entryId"] = (int)before["id"]! });
        UntilLoaded((string)before["url"]!);
    }

    /// <summary>A text as a script writes it.</summary>
    internal static string Text(string text) => JsonSerializer.Serialize(text);

    public void Dispose() => _browser.Dispose();
}
