namespace FerKit;

/// <summary>Tells a file that another process holds open for itself from one that fails in another way.</summary>
internal static class FileInUse
{
    private const int Windows = unchecked((int)0x80070020), Linux = 11, MacOS = 35;    // ERROR_SHARING_VIOLATION, EWOULDBLOCK

    /// <summary>Whether opening a file with <see cref="FileShare.None"/> failed because it is open elsewhere.</summary>
    public static bool Caused(Exception e) => e is IOException && e.HResult is (Windows or Linux or MacOS);
}
