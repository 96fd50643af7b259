namespace FerKit.Display;

/// <summary>The MIME types of what notebooks show.</summary>
internal static class MimeTypes
{
    internal const string Html = "text/html", Png = "image/png", Plotly = "application/vnd.plotly.v1+json";
}
