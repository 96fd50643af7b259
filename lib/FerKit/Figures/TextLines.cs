namespace FerKit.Figures;

/// <summary>Breaks texts into lines, for plotly.js does not.</summary>
internal static class TextLines
{
    /// <summary>The text in lines of at most so many characters, broken between words; a word that is longer stands alone.</summary>
    internal static string[] Of(string text, int longest)
    {
        var lines = new List<string>();
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && lines[^1].Length + 1 + word.Length <= longest)
                lines[^1] += " " + word;
            else
                lines.Add(word);
        }
        return [.. lines];
    }
}
