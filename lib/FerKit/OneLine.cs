using System.Text;

namespace FerKit;

/// <summary>Names that come out of files, made fit for a one-line message.</summary>
public static class OneLine
{
    private const int LongestBegin = 60, LongestEnd = 100;

    /// <summary>
    /// The text without control characters, its middle left out when very long, for paths end with what matters: a damaged
    /// file must not be able to break a message into lines or to drive the terminal.
    /// </summary>
    public static string Of(string text)
    {
        if (text.Length <= LongestBegin + LongestEnd) return Printable(text);
        int end = text.Length - LongestEnd;
        return $"{Printable(text[..(char.IsHighSurrogate(text[LongestBegin - 1]) ? LongestBegin - 1 : LongestBegin)])}…{Printable(text[(char.IsLowSurrogate(text[end]) ? end + 1 : end)..])}";
    }

    private static string Printable(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            line.Append(Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 ? "?" : rune.ToString());
        return line.ToString();
    }
}
