namespace FerKit.OpenCv;

/// <summary>What OpenCV reported, on one line.</summary>
public sealed class OpenCvException : Exception
{
    /// <summary>Makes the exception from OpenCV's text.</summary>
    public OpenCvException(string message) : base(message) { }

    /// <summary>Makes the exception from a text and what caused it.</summary>
    public OpenCvException(string message, Exception cause) : base(message, cause) { }
}
