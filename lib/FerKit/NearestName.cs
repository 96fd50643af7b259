namespace FerKit;

/// <summary>Finds what somebody meant who mistyped a name.</summary>
internal static class NearestName
{
    /// <summary>The name that takes the fewest changes of a letter; the first of several.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="names">The names that there are, at least one.</param>
    public static string To(string typed, IEnumerable<string> names) => names.MinBy(name => Distance(name, typed))!;

    /// <summary>Levenshtein's distance: letters to insert, delete or replace.</summary>
    public static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0]++;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(cost, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
