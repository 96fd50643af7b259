using FerKit.Faces;

namespace FerKit.Data;

/// <summary>
/// Reads data sets of one folder a class: <c>ROOT/{class}/*</c>, or <c>ROOT/{train,test,validation}/{class}/*</c>
/// (also <c>val</c> and <c>valid</c>) with an official split. Pictures are files named .jpg, .jpeg, .png, .bmp or .webp; hidden files, other files
/// and deeper folders are passed over.
/// </summary>
public static class ClassFolders
{
    private sealed record ClassFolder(string Path, string Class, string Prefix, DataSplit Split);

    /// <summary>Lists the pictures and their labels; none is opened.</summary>
    /// <param name="root">The data set's folder.</param>
    /// <param name="subjectPattern">
    /// A regular expression on file names without extension, whose first group is the person, such as
    /// <c>^(.+)_\d+$</c>; null leaves the persons unknown.
    /// </param>
    /// <returns>
    /// Class names are the kit's expression names, in the enum's order, when every folder's name is an expression
    /// (<see cref="ExpressionNames.TryParse"/>), else the folders' names in ordinal order.
    /// </returns>
    /// <exception cref="ArgumentException">The expression is none, or has no group.</exception>
    /// <exception cref="FerKitException">
    /// The folder is missing, cannot be listed or holds no class folders, a class has no pictures of its own, two folders
    /// mean the same expression, or the expression matches no file name.
    /// </exception>
    public static ImageCollection Read(string root, string? subjectPattern = null)
    {
        SubjectPattern? pattern = subjectPattern is null ? null : new SubjectPattern(subjectPattern);
        if (!Directory.Exists(root))
            throw new FerKitException(File.Exists(root)
                ? $"{OneLine.Of(root)}: is a file; name the folder that holds one sub-folder a class"
                : $"{OneLine.Of(root)}: no such folder; name the folder that holds one sub-folder a class");
        ClassFolder[] folders = Find(root);
        (string[] classNames, Func<string, int> labelOf) = Labels(folders.Select(f => f.Class));
        CheckMeanings(folders, labelOf);
        var passed = new PassedOver();
        Sample[] samples =
        [
            .. folders.SelectMany(folder => Samples(root, folder, labelOf(folder.Class), pattern, passed)).OrderBy(s => s.Name, StringComparer.Ordinal),
        ];
        if (pattern is not null && samples.All(s => s.Subject is null))
            throw new FerKitException($"{OneLine.Of(root)}: the subject expression '{OneLine.Of(subjectPattern!)}' matches none of {samples.Length} file names, such as '{OneLine.Of(Path.GetFileNameWithoutExtension(samples[0].Path))}'");
        return new ImageCollection(NameOf(root), classNames, samples)
        {
            Notes = [.. passed.Notes("the class folders")],
            Settings = subjectPattern is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["subject"] = subjectPattern },
        };
    }

    private static ClassFolder[] Find(string root)
    {
        string[] names = FolderListing.Folders(root);
        string[] parts = [.. names.Where(name => PartOf(name) != DataSplit.None)];
        if (parts.Length == 0)
            return Classes(root, names, "", DataSplit.None);
        if (names.Except(parts).FirstOrDefault() is { } other)
            throw new FerKitException($"{OneLine.Of(root)}: has the folder '{OneLine.Of(other)}' beside '{OneLine.Of(parts[0])}'; expected either class folders, or only 'train', 'test' and 'validation' with class folders in them");
        return [.. parts.SelectMany(part => Classes(Path.Combine(root, part), FolderListing.Folders(Path.Combine(root, part)), part + "/", PartOf(part)))];
    }

    private static ClassFolder[] Classes(string parent, string[] names, string prefix, DataSplit split)
    {
        if (names.Length == 0)
            throw new FerKitException($"{OneLine.Of(parent)}: has no class folders; expected one sub-folder a class, with its pictures in it");
        return [.. names.Select(name => new ClassFolder(Path.Combine(parent, name), name, $"{prefix}{name}/", split))];
    }

    private static DataSplit PartOf(string folder) => folder.ToLowerInvariant() switch
    {
        "train" => DataSplit.Train,
        "test" => DataSplit.Test,
        "val" or "valid" or "validation" => DataSplit.Validation,
        _ => DataSplit.None,
    };

    private static void CheckMeanings(ClassFolder[] folders, Func<string, int> labelOf)
    {
        ClassFolder[]? twice = folders.GroupBy(f => (Path.GetDirectoryName(f.Path), labelOf(f.Class))).Select(g => g.ToArray()).FirstOrDefault(g => g.Length > 1);
        if (twice is not null)
            throw new FerKitException($"{OneLine.Of(twice[1].Path)}: means the same expression as the folder '{OneLine.Of(twice[0].Class)}' beside it; merge them or rename one");
    }

    private static IEnumerable<Sample> Samples(string root, ClassFolder folder, int label, SubjectPattern? pattern, PassedOver passed)
    {
        string[] pictures = passed.PicturesOf(folder.Path);
        if (pictures.Length == 0)
            throw new FerKitException($"{OneLine.Of(folder.Path)}: has no pictures ({string.Join(", ", FolderListing.Extensions)}), so it is no class; "
                + (FolderListing.Folders(folder.Path).Length > 0 ? "where pictures lie deeper, it may be a set with a layout of its own, such as rafdb:, ckplus: or affectnet:" : "add some, or move the folder away"));
        return pictures.Select(picture =>
            new Sample(root, folder.Prefix + picture, label, folder.Split, pattern?.Find(picture)));
    }

    private static string NameOf(string root)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)));
        return name.Length > 0 ? name : "folder";
    }

    /// <summary>Class names, and the label of a folder's name.</summary>
    private static (string[] Names, Func<string, int> LabelOf) Labels(IEnumerable<string> folders)
    {
        string[] distinct = [.. folders.Distinct().Order(StringComparer.Ordinal)];
        var meanings = new Dictionary<string, Expression>();
        foreach (string folder in distinct)
        {
            if (!ExpressionNames.TryParse(folder, out Expression meaning))
                return (distinct, name => Array.IndexOf(distinct, name));
            meanings.Add(folder, meaning);
        }
        Expression[] present = [.. meanings.Values.Distinct().Order()];
        return ([.. present.Select(ExpressionNames.Of)], name => Array.IndexOf(present, meanings[name]));
    }
}
