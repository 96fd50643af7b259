using System.Collections;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;

namespace FerKit.Notebooks.Display;

/// <summary>A sequence of objects as an HTML table, a column a public property; numbers stand to the right.</summary>
internal static class HtmlTable
{
    /// <summary>The table; null when the items are not of one type that has properties worth a column.</summary>
    internal static string? Write(IEnumerable items)
    {
        List<object?> rows = [.. items.Cast<object?>().Take(ObjectFormatter.MaxItems + 1)];
        if (rows.Count == 0 || rows.Any(row => row?.GetType() != rows[0]?.GetType()) || Columns(rows[0]) is not { Length: > 0 } columns)
            return null;

        var html = new StringBuilder("<table>\n<thead><tr>");
        foreach (PropertyInfo column in columns)
            html.Append("<th").Append(Alignment(column)).Append('>').Append(WebUtility.HtmlEncode(column.Name)).Append("</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (object? row in rows.Take(ObjectFormatter.MaxItems))
        {
            html.Append("<tr>");
            foreach (PropertyInfo column in columns)
                html.Append("<td").Append(Alignment(column)).Append('>')
                    .Append(WebUtility.HtmlEncode(Text(column.GetValue(row)))).Append("</td>");
            html.Append("</tr>\n");
        }
        html.Append("</tbody>\n</table>");
        if (rows.Count > ObjectFormatter.MaxItems)
            html.Append($"\n<p>The first {ObjectFormatter.MaxItems} rows.</p>");
        return html.ToString();
    }

    /// <summary>Six digits of a fraction are enough in a table.</summary>
    private static string Text(object? value) => value is float or double
        ? string.Create(CultureInfo.InvariantCulture, $"{value:G6}") : ObjectFormatter.Text(value);

    private static PropertyInfo[] Columns(object? row)
    {
        Type? type = row?.GetType();
        if (type is null || type.IsPrimitive || type.IsEnum || row is string or IFormattable or IEnumerable)
            return [];
        return [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanRead && p.GetIndexParameters().Length == 0)];
    }

    private static string Alignment(PropertyInfo column)
    {
        TypeCode code = Type.GetTypeCode(Nullable.GetUnderlyingType(column.PropertyType) ?? column.PropertyType);
        return code is >= TypeCode.SByte and <= TypeCode.Decimal && !column.PropertyType.IsEnum
            ? " style=\"text-align: right\"" : " style=\"text-align: left\"";
    }
}
