using System.Text;

namespace FerKit;

/// <summary>Names that come out of files, made fit for a one-line message.</summary>
public static class OneLine
{
    private const int Longest = 120;

    /// <summary>
    /// The text without control characters, cut when very long: a damaged file must not be able to break a
    /// message into lines or to drive the terminal.
    /// </summary>
    public static string Of(string text)
    {
        var line = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (line.Length >= Longest)
                return line.Append('…').ToString();
            if (Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029)
                line.Append('?');
            else
                line.Append(rune.ToString());
        }
        return line.ToString();
    }
}
