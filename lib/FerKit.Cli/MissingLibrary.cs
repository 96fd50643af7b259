using System.Text.RegularExpressions;

namespace FerKit.Cli;

/// <summary>A native library that cannot be loaded, told in one line: what it said first, without its search for folders.</summary>
internal static partial class MissingLibrary
{
    /// <summary>What is missing; null for exceptions of other kinds.</summary>
    public static string? Of(Exception exception) => OlderSystem(exception) ?? Message(exception)?.Split('\n', 2)[0].Trim();

    /// <summary>What of this Linux is older than a library that is there, which stands deep in the search; null where that is not the reason.</summary>
    public static string? OlderSystem(Exception exception) =>
        Message(exception) is { } message && NeededVersion().Match(message) is { Success: true } needed ? needed.Value : null;

    private static string? Message(Exception exception)
    {
        // TorchSharp loads its libraries in a static constructor, and says NotSupported when it finds none.
        bool whenLoading = exception is TypeInitializationException;
        while (exception is TypeInitializationException { InnerException: { } inner })
            exception = inner;
        return exception is DllNotFoundException or BadImageFormatException || (whenLoading && exception is NotSupportedException) ? exception.Message : null;
    }

    // As "/lib/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /kit/libLibTorchSharp.so)".
    [GeneratedRegex(@"\S+: version `[^']+' not found \(required by [^)]+\)")]
    private static partial Regex NeededVersion();
}
