using System.Text;

namespace FerKit.Experiments;

/// <summary>The CSV file of an ablation: a line for each run that is finished.</summary>
public static class AblationFile
{
    /// <summary>Its rows.</summary>
    /// <exception cref="FerKitException">It cannot be read, or is something else; the message names the line.</exception>
    public static IReadOnlyList<AblationRow> Read(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FerKitException($"{OneLine.Of(path)}: cannot be read ({OneLine.Of(e.Message)}).", e);
        }
        if (lines.FirstOrDefault() != AblationRow.Header)
            throw new FerKitException($"{OneLine.Of(path)}: is no table of an ablation; its first line must be {AblationRow.Header}");
        return [.. lines.Skip(1).Select((line, i) =>
        {
            try
            {
                return AblationRow.Parse(line);
            }
            catch (Exception e) when (e is FormatException or OverflowException)
            {
                throw new FerKitException($"{OneLine.Of(path)}: line {i + 2} is no run ({OneLine.Of(e.Message)}); delete it, and the run is done again.", e);
            }
        })];
    }

    /// <summary>Writes the rows, whole or not at all.</summary>
    /// <exception cref="FerKitException">It cannot be written.</exception>
    public static void Write(string path, IEnumerable<AblationRow> rows)
    {
        string text = string.Concat(rows.Select(row => row.ToCsv() + "\n").Prepend(AblationRow.Header + "\n"));
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }
}
