namespace FerKit;

/// <summary>
/// Work that failed for a reason its user can mend. The message is one line that names the file, option or
/// shape and says what to do; the command line prints it without a stack trace and exits with 1.
/// </summary>
public class FerKitException : Exception
{
    /// <summary>Makes the exception from its one-line message.</summary>
    public FerKitException(string message) : base(message) { }

    /// <summary>Makes the exception from its one-line message and what caused it.</summary>
    public FerKitException(string message, Exception cause) : base(message, cause) { }
}
