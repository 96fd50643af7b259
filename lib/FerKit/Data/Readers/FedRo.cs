using FerKit.Faces;

namespace FerKit.Data.Readers;

/// <summary>
/// FED-RO: 400 faces with real occlusions, one folder a class. It is a test set: a model that was trained on it, as the
/// paper's was, can no longer be scored on it. Persons are not told.
/// </summary>
public static class FedRo
{
    private static readonly PublishedCounts Published = PublishedCounts.Of("Li et al. 2019",
        [Expression.Surprise, Expression.Sadness, Expression.Happiness, Expression.Fear, Expression.Disgust, Expression.Anger, Expression.Neutral],
        (DataSplit.Test, [63, 66, 59, 58, 51, 53, 50]));

    /// <summary>Lists the pictures; none is opened.</summary>
    /// <param name="root">The folder of the class folders.</param>
    /// <exception cref="FerKitException">As <see cref="ClassFolders.Read"/>, or a class is no expression.</exception>
    public static ImageCollection Read(string root)
    {
        Places.CheckRoot(root, "FED-RO's class folders");
        ImageCollection found = ExpressionFolders.Read(Places.Folder(root, "FED-RO", "FED_RO") ?? root, "fedro", null, Published, DataSplit.Test);
        return found with { Notes = [.. found.Notes, "FED-RO is a test set: a model that was trained on it can no longer be scored on it"] };
    }
}
