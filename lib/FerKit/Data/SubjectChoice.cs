namespace FerKit.Data;

/// <summary>Chooses the persons that <see cref="Splits.BySubject"/> holds out.</summary>
internal static class SubjectChoice
{
    private sealed record Person(string Name, long RarestClass, int Pictures);

    /// <summary>A fraction of the persons; each group of persons with the same rarest class gives its share.</summary>
    public static HashSet<string> Choose(
        IReadOnlyList<string?> subjects, IReadOnlyList<long> labels, double fraction, SeededRandom random, IReadOnlyList<int> among)
    {
        Dictionary<long, int> classCounts = among.GroupBy(i => labels[i]).ToDictionary(g => g.Key, g => g.Count());
        Person[] persons =
        [
            .. among.GroupBy(i => subjects[i]!)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new Person(g.Key, g.Select(i => labels[i]).MinBy(label => (classCounts[label], label)), g.Count())),
        ];
        if (persons.Length < 2)
            throw new FerKitException($"persons cannot be held out: all {among.Count} samples are of {persons.Length} person; use a split by samples");
        Person[][] groups = [.. persons.GroupBy(p => p.RarestClass).OrderBy(g => g.Key).Select(g => g.ToArray())];
        int[] shares = Apportion(groups, Splits.Share(fraction * persons.Length, persons.Length), persons.Length);
        return [.. groups.Zip(shares).SelectMany(pair => OneOfEachBlock(pair.First, pair.Second, random))];
    }

    /// <summary>Divides <paramref name="total"/> by the groups' sizes; the largest remainders get what rounding leaves.</summary>
    private static int[] Apportion(Person[][] groups, int total, int persons)
    {
        int[] shares = [.. groups.Select(g => (int)((long)total * g.Length / persons))];
        int[] byRemainder = [.. Enumerable.Range(0, groups.Length).OrderByDescending(i => (long)total * groups[i].Length % persons)];
        foreach (int group in byRemainder.Take(total - shares.Sum()))
            shares[group]++;
        return shares;
    }

    /// <summary>Sorts a group by pictures a person, cuts it into blocks of similar persons and draws one from each.</summary>
    private static IEnumerable<string> OneOfEachBlock(Person[] group, int blocks, SeededRandom random)
    {
        random.Shuffle<Person>(group);
        Person[] sorted = [.. group.OrderByDescending(p => p.Pictures)];
        for (int block = 0; block < blocks; block++)
        {
            int begin = (int)((long)sorted.Length * block / blocks), end = (int)((long)sorted.Length * (block + 1) / blocks);
            yield return sorted[begin + random.Next(end - begin)].Name;
        }
    }
}
