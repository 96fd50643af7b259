namespace FerKit.Data;

/// <summary>
/// Chooses the persons that <see cref="Splits.BySubject"/> holds out: of many stratified draws the one whose
/// held-out share of every class is nearest to the fraction asked for. One draw is not enough where a few
/// persons have most pictures of a class.
/// </summary>
internal static class SubjectChoice
{
    private const int Draws = 100;

    private sealed record Person(string Name, int RarestClass, int[] PicturesPerClass);

    /// <summary>A fraction of the persons; each group of persons with the same rarest class gives its share.</summary>
    public static HashSet<string> Choose(
        IReadOnlyList<string?> subjects, IReadOnlyList<long> labels, double fraction, SeededRandom random, IReadOnlyList<int> among)
    {
        long[] classes = [.. among.Select(i => labels[i]).Distinct().Order()];
        int[] totals = PerClass(among, labels, classes);
        Person[] persons =
        [
            .. among.GroupBy(i => subjects[i]!)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => Describe(g.Key, PerClass(g, labels, classes), totals)),
        ];
        if (persons.Length < 2)
            throw new FerKitException($"persons cannot be held out: all {among.Count} samples are of one person; use a split by samples");
        Person[][] groups = [.. persons.GroupBy(p => p.RarestClass).OrderBy(g => g.Key).Select(g => g.ToArray())];
        int[] shares = Apportion(groups, Splits.Share(fraction * persons.Length, persons.Length), persons.Length);
        Person[] best = Enumerable.Range(0, Draws)
            .Select(_ => groups.Zip(shares).SelectMany(pair => OneOfEachBlock(pair.First, pair.Second, random)).ToArray())
            .MinBy(draw => Distance(draw, totals, fraction))!;
        return [.. best.Select(p => p.Name)];
    }

    private static int[] PerClass(IEnumerable<int> samples, IReadOnlyList<long> labels, long[] classes)
    {
        int[] counts = new int[classes.Length];
        foreach (int i in samples)
            counts[Array.BinarySearch(classes, labels[i])]++;
        return counts;
    }

    private static Person Describe(string name, int[] perClass, int[] totals) =>
        new(name, Enumerable.Range(0, totals.Length).Where(c => perClass[c] > 0).MinBy(c => totals[c]), perClass);

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
    private static IEnumerable<Person> OneOfEachBlock(Person[] group, int blocks, SeededRandom random)
    {
        Person[] sorted = [.. group];
        random.Shuffle<Person>(sorted);
        sorted = [.. sorted.OrderByDescending(p => p.PicturesPerClass.Sum())];
        for (int block = 0; block < blocks; block++)
        {
            int begin = (int)((long)sorted.Length * block / blocks), end = (int)((long)sorted.Length * (block + 1) / blocks);
            yield return sorted[begin + random.Next(end - begin)];
        }
    }

    /// <summary>How far the shares of the classes are from the fraction: squared, so that no class is far off.</summary>
    private static double Distance(Person[] draw, int[] totals, double fraction)
    {
        double distance = 0;
        for (int c = 0; c < totals.Length; c++)
        {
            double error = ((double)draw.Sum(p => p.PicturesPerClass[c]) / totals[c]) - fraction;
            distance += error * error;
        }
        return distance;
    }
}
