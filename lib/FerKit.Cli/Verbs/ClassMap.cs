using FerKit.Data;
using FerKit.Models;

namespace FerKit.Cli.Verbs;

/// <summary>Brings a data set's classes to a model's, by name.</summary>
internal static class ClassMap
{
    /// <summary>The model's number of each of the set's classes.</summary>
    /// <exception cref="FerKitException">A class that occurs in the set and that the model does not know.</exception>
    public static long[] Of(ImageSet set, ModelDescription description)
    {
        long[] map = [.. set.ClassNames.Select(name => (long)description.ClassNames.ToList().IndexOf(name))];
        for (int c = 0; c < map.Length; c++)
        {
            if (map[c] < 0 && set.Labels.Contains(c))
                throw new FerKitException($"{set.Source}: the model does not know the class '{set.ClassNames[c]}'; it knows {string.Join(", ", description.ClassNames)}.");
        }
        return map;
    }
}
