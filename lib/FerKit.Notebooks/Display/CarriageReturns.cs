using System.Text;

namespace FerKit.Notebooks.Display;

/// <summary>What is left on a terminal of text with carriage returns: a progress line rewritten a thousand times is one line.</summary>
internal static class CarriageReturns
{
    internal static string Apply(string text)
    {
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        return text.Contains('\r') ? string.Join('\n', text.Split('\n').Select(Line)) : text;
    }

    private static string Line(string line)
    {
        var shown = new StringBuilder();
        foreach (string part in line.Split('\r'))
            shown.Remove(0, Math.Min(part.Length, shown.Length)).Insert(0, part);
        return shown.ToString();
    }
}
