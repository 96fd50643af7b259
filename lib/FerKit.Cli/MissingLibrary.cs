using System.Text.RegularExpressions;

namespace FerKit.Cli;

/// <summary>A native library that cannot be loaded, told in one line: why, where the search that was made for it says so.</summary>
internal static partial class MissingLibrary
{
    /// <summary>What is missing; null for exceptions of other kinds.</summary>
    public static string? Of(Exception exception) => Message(exception) is { } message ? Reason(message) ?? message.Split('\n', 2)[0].Trim() : null;

    /// <summary>Whether the C or C++ library of this Linux is older than a native library that is there.</summary>
    public static bool NeedsNewerSystem(Exception exception) => Message(exception) is { } message && Reason(message) is { } reason && NewerSystem().IsMatch(reason);

    private static string? Message(Exception exception)
    {
        // TorchSharp loads its libraries in a static constructor, and says NotSupported when it finds none.
        bool whenLoading = exception is TypeInitializationException;
        while (exception is TypeInitializationException { InnerException: { } inner })
            exception = inner;
        return exception is DllNotFoundException or BadImageFormatException || (whenLoading && exception is NotSupportedException) ? exception.Message : null;
    }

    // The search names each place without the library, and once why one that is there does not load.
    private static string? Reason(string message) => Reasons().Matches(message).Select(match => match.Groups["why"].Value.Trim()).LastOrDefault(why => !NotThere().IsMatch(why));

    // Linux: "/lib/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /kit/libLibTorchSharp.so)".
    // Windows: "Unable to load DLL 'LibTorchSharp.dll' or one of its dependencies: The specified module could not be found."
    [GeneratedRegex(@"^\s*(?<why>[^\s:].*\.so[.\d]*: .+)$|: (?<why>Unable to load DLL .+)$", RegexOptions.Multiline)]
    private static partial Regex Reasons();

    // What was asked for by its name, in a folder that does not have it.
    [GeneratedRegex(@"^Failed|^.*(LibTorchSharp|torch_cpu|FerKit\w+)(\.so){1,2}: cannot open shared object file")]
    private static partial Regex NotThere();

    [GeneratedRegex(@"version `(GLIBC|GLIBCXX|CXXABI)_[^']+' not found")]
    private static partial Regex NewerSystem();
}
