namespace FerKit.Notebooks.Running;

/// <summary>The lessons of a folder: its notebooks that begin with a number, in order.</summary>
public static class LessonSet
{
    /// <summary>Finds lessons.</summary>
    /// <param name="folder">The folder of the notebooks.</param>
    /// <param name="wanted">Numbers ("0", "00"), names ("00-tour") or file names; empty: all.</param>
    /// <exception cref="FerKitException">No such folder, or no lesson in it.</exception>
    /// <exception cref="ArgumentException">There is no lesson of that name or number.</exception>
    public static IReadOnlyList<string> Find(string folder, IReadOnlyList<string> wanted)
    {
        if (!Directory.Exists(folder))
            throw new FerKitException($"{folder}: no such folder of notebooks");
        string[] all = [.. Directory.GetFiles(folder, "*.ipynb").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])).Order(StringComparer.Ordinal)];
        if (all.Length == 0)
            throw new FerKitException($"{folder}: no lessons (files like 00-tour.ipynb) in it");
        if (wanted.Count == 0)
            return all;
        HashSet<string> chosen = [.. wanted.Select(want => all.FirstOrDefault(path => IsNamed(Path.GetFileNameWithoutExtension(path), want))
            ?? throw new ArgumentException($"no lesson '{want}'; there are {string.Join(", ", all.Select(Path.GetFileNameWithoutExtension))}"))];
        return [.. all.Where(chosen.Contains)];
    }

    private static bool IsNamed(string name, string want)
    {
        string plain = want.EndsWith(".ipynb", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(want) : want;
        return name == plain || (int.TryParse(plain, out int number) && int.TryParse(name.Split('-')[0], out int own) && number == own);
    }
}
