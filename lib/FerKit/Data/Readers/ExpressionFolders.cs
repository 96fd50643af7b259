namespace FerKit.Data.Readers;

/// <summary>Class folders that are all expressions: FER-2013's copy, CAER-S, FED-RO.</summary>
internal static class ExpressionFolders
{
    /// <summary>Reads them as <see cref="ClassFolders"/> does and numbers the classes as the paper does, whichever are there.</summary>
    /// <param name="root">The data set's folder.</param>
    /// <param name="name">The data set's name.</param>
    /// <param name="contempt">What becomes of a folder of contempt; null where the data set knows no such class.</param>
    /// <param name="published">What it is known to hold.</param>
    /// <param name="split">The part of all its pictures; null for what the folders say.</param>
    /// <exception cref="FerKitException">As <see cref="ClassFolders.Read"/>, or a folder's name is no expression.</exception>
    public static ImageCollection Read(string root, string name, ContemptChoice? contempt, PublishedCounts? published, DataSplit? split = null)
    {
        ImageCollection folders = ClassFolders.Read(root);
        var found = new ExpressionList(name, contempt);
        foreach (string note in folders.Notes) found.Note(note);
        foreach (Sample sample in folders.Samples)
        {
            string folder = folders.ClassNames[sample.Label];
            if (!ExpressionNames.TryParse(folder, out var expression))
                throw new FerKitException($"{OneLine.Of(root)}: the class folder '{OneLine.Of(folder)}' is no expression; {name} has folders such as happy and sad");
            found.Add(expression, split is { } part ? sample with { Split = part } : sample);
        }
        return found.Collection(published);
    }
}
