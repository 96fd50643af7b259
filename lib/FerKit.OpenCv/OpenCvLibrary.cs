using System.Runtime.InteropServices;

namespace FerKit.OpenCv;

/// <summary>The OpenCV that this process has loaded.</summary>
public static class OpenCvLibrary
{
    /// <summary>Its version, such as <c>4.6.0</c>.</summary>
    /// <exception cref="DllNotFoundException">The library cannot be loaded; the message says what to do.</exception>
    public static string Version => Marshal.PtrToStringUTF8(Native.Version()) ?? "";
}
