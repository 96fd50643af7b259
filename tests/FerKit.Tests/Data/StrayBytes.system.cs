namespace FerKit.Tests.Data;

/// <summary>What the backend's decoder makes of stray bytes between two parts of a picture whose parts are all there.</summary>
internal static class StrayBytes
{
    /// <summary>libjpeg warns of them, and they are taken for damage.</summary>
    public static string? Complaint => "extraneous bytes";
}
