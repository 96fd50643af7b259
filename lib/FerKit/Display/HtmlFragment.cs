namespace FerKit.Display;

/// <summary>A piece of HTML, shown by a notebook as it stands.</summary>
/// <param name="Html">Trusted HTML: nothing in it is escaped.</param>
[TypeFormatterSource(typeof(Formatters), PreferredMimeTypes = [MimeTypes.Html])]
public sealed record HtmlFragment(string Html)
{
    private sealed class Formatters
    {
        public IEnumerable<object> CreateTypeFormatters() => [new MimeFormatter<HtmlFragment>(MimeTypes.Html, fragment => fragment.Html)];
    }
}
