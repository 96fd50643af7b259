namespace FerKit;

/// <summary>Files behind links.</summary>
internal static class LinkTarget
{
    /// <summary>The file itself, whatever links lead to it. Looked at before it is opened: opening a pipe would wait for ever.</summary>
    /// <exception cref="IOException">The links lead in a circle, or cannot be followed.</exception>
    /// <exception cref="UnauthorizedAccessException">No access.</exception>
    public static FileInfo Of(string path)
    {
        var file = new FileInfo(path);
        return file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
    }
}
