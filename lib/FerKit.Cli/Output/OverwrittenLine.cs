namespace FerKit.Cli.Output;

/// <summary>A line of a terminal that is written again and again in one place: it must not be longer than the terminal is wide.</summary>
internal static class OverwrittenLine
{
    private const int WidestBar = 24, NarrowestBar = 4, UsualWidth = 80;

    /// <summary>Writes it to standard error.</summary>
    public static void Write(string before, double share, string after) => Console.Error.Write($"\r{Text(before, share, after, Width())}\e[K");

    /// <summary>Words, a bar that takes what room there is, words; cut where even these are too long.</summary>
    /// <param name="before">Before the bar.</param>
    /// <param name="share">How much of the bar is full, 0 to 1.</param>
    /// <param name="after">Behind the bar.</param>
    /// <param name="width">Columns of the terminal, of which the last stays free.</param>
    public static string Text(string before, double share, string after, int width = int.MaxValue)
    {
        int room = width - 1 - before.Length - after.Length - " [] ".Length;
        int bar = Math.Min(WidestBar, room), filled = (int)(share * bar);
        string text = bar < NarrowestBar ? $"{before} {after}" : $"{before} [{new string('#', filled)}{new string('.', bar - filled)}] {after}";
        return text.Length < width ? text : text[..Math.Max(0, width - 1)];
    }

    private static int Width()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : UsualWidth;
        }
        catch (Exception e) when (e is IOException or PlatformNotSupportedException)
        {
            return UsualWidth;
        }
    }
}
