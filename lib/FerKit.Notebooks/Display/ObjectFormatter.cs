using System.Collections;
using System.Globalization;
using System.Text;
using FerKit.Display;

namespace FerKit.Notebooks.Display;

/// <summary>
/// What an object looks like in a notebook: its own formatters' forms, else text, else (a sequence of objects with
/// properties) a table. Sequences stop at <see cref="MaxItems"/> items, as in .NET Interactive.
/// </summary>
public static class ObjectFormatter
{
    /// <summary>How many items of a sequence are shown.</summary>
    public const int MaxItems = 20;

    /// <summary>The forms of one object.</summary>
    public static MimeBundle Format(object? value)
    {
        if (value is null)
            return new MimeBundle("text/plain", "<null>");
        if (value is MimeBundle bundle)
            return bundle;
        List<KeyValuePair<string, string>> forms = ConventionFormatters.Format(value);
        if (forms.Count > 0)
            return new MimeBundle(forms);
        if (value is IEnumerable items and not string && HtmlTable.Write(items) is { } table)
            return new MimeBundle([new(MimeTypes.Html, table), new("text/plain", Text(value))]);
        return new MimeBundle("text/plain", Text(value));
    }

    /// <summary>The object as plain text.</summary>
    public static string Text(object? value) => value switch
    {
        null => "<null>",
        string text => text,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IDictionary map => List(map.Keys.Cast<object>().Select(key => $"{Text(key)}: {Text(map[key])}"), '{', '}'),
        IEnumerable items => List(items.Cast<object?>().Select(Text), '[', ']'),
        _ => value.ToString() ?? "",
    };

    private static string List(IEnumerable<string> items, char open, char close)
    {
        var text = new StringBuilder().Append(open);
        int count = 0;
        foreach (string item in items)
        {
            if (count == MaxItems)
            {
                text.Append(", ...");
                break;
            }
            text.Append(count++ == 0 ? " " : ", ").Append(item);
        }
        return text.Append(' ').Append(close).ToString();
    }
}
