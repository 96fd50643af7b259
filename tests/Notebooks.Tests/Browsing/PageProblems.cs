using System.Text.Json.Nodes;

namespace FerKit.Notebooks.Tests.Browsing;

/// <summary>What a page complains about: errors on its console, exceptions, requests that fail.</summary>
internal sealed class PageProblems
{
    private readonly Dictionary<string, string> _addresses = [];

    /// <summary>One line a problem.</summary>
    internal List<string> Lines { get; } = [];

    /// <summary>Takes note of an event of the DevTools protocol.</summary>
    internal void Hear(string name, JsonObject what)
    {
        switch (name)
        {
            case "Runtime.exceptionThrown":
                JsonNode details = what["exceptionDetails"]!;
                Add("exception", details["exception"]?["description"] ?? details["text"]);
                break;
            case "Runtime.consoleAPICalled" when (string?)what["type"] is "error" or "assert":
                Add("console", string.Join(' ', what["args"]!.AsArray().Select(argument => argument!["value"] ?? argument["description"])));
                break;
            // Of a request that failed the network's own events say more.
            case "Log.entryAdded" when (string?)what["entry"]!["level"] == "error" && (string?)what["entry"]!["source"] != "network":
                Add("log", what["entry"]!["text"]);
                break;
            case "Network.requestWillBeSent":
                _addresses[(string)what["requestId"]!] = (string)what["request"]!["url"]!;
                break;
            case "Network.responseReceived" when (int)what["response"]!["status"]! >= 400:
                Add("request", $"{what["response"]!["status"]} for {what["response"]!["url"]}");
                break;
            // A request that the page gave up itself, as when one leaves it, has not failed.
            case "Network.loadingFailed" when (bool?)what["canceled"] != true:
                Add("request", $"{what["errorText"]} for {_addresses.GetValueOrDefault((string)what["requestId"]!, "?")}");
                break;
            default:
                break;
        }
    }

    private void Add(string kind, JsonNode? what) => Lines.Add($"{kind}: {what?.ToString().ReplaceLineEndings(" ")}");    // whole: addresses are in the middle
}
