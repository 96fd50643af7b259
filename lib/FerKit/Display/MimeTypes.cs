namespace FerKit.Display;

/// <summary>The MIME types of what notebooks show.</summary>
internal static class MimeTypes
{
    internal const string Html = "text/html", Png = "image/png", Svg = "image/svg+xml", Plotly = "application/vnd.plotly.v1+json";
}
