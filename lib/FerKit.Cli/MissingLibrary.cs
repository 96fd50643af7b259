namespace FerKit.Cli;

/// <summary>A native library that cannot be loaded, told in one line: what it said first, without its search for folders.</summary>
internal static class MissingLibrary
{
    /// <summary>What is missing; null for exceptions of other kinds.</summary>
    public static string? Of(Exception exception)
    {
        // TorchSharp loads its libraries in a static constructor, and says NotSupported when it finds none.
        bool whenLoading = exception is TypeInitializationException;
        while (exception is TypeInitializationException { InnerException: { } inner })
            exception = inner;
        return exception is DllNotFoundException or BadImageFormatException || (whenLoading && exception is NotSupportedException)
            ? exception.Message.Split('\n', 2)[0].Trim() : null;
    }
}
