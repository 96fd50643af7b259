namespace FerKit.Tests.Data;

/// <summary>What the backend's decoder makes of stray bytes between two parts of a picture whose parts are all there.</summary>
internal static class StrayBytes
{
    /// <summary>ImageSharp skips them.</summary>
    public static string? Complaint => null;
}
