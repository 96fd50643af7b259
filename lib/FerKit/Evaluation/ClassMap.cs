using FerKit.Data;
using FerKit.Models;

namespace FerKit.Evaluation;

/// <summary>Brings a data set's classes to a model's, by name.</summary>
public static class ClassMap
{
    /// <summary>The model's number of each of the set's classes; -1 for a class that does not occur and that the model does not know.</summary>
    /// <param name="set">The pictures.</param>
    /// <param name="description">The model.</param>
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
