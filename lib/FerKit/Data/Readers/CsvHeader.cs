namespace FerKit.Data.Readers;

/// <summary>Finds columns by their names.</summary>
internal static class CsvHeader
{
    /// <summary>The index of each name in the header's fields; case, blanks and quotes do not matter.</summary>
    /// <exception cref="FerKitException">A column is missing; the message lists those that are there.</exception>
    public static int[] Columns(string csv, string[] header, params string[] names)
    {
        string[] present = [.. header.Select(field => field.Trim(' ', '"', '\uFEFF'))];
        int[] columns = [.. names.Select(name => Array.FindIndex(present, field => field.Equals(name, StringComparison.OrdinalIgnoreCase)))];
        int missing = Array.IndexOf(columns, -1);
        return missing < 0 ? columns
            : throw new FerKitException($"{OneLine.Of(csv)}: has no column '{names[missing]}'; its first line is '{OneLine.Of(string.Join(',', present.Take(12)))}'");
    }
}
