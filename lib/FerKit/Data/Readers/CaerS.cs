namespace FerKit.Data.Readers;

/// <summary>
/// CAER-S: <c>{train,test}/{Anger,Disgust,Fear,Happy,Neutral,Sad,Surprise}/*.png</c>, whole frames of television shows.
/// Neither persons nor shows are told, and adjacent frames are alike: only the official split keeps them apart.
/// </summary>
public static class CaerS
{
    // MA-Net's README corrects the publication's 70,000.
    private static readonly PublishedCounts Published = PublishedCounts.Totals("MA-Net's README", (DataSplit.Train, 48_995), (DataSplit.Test, 20_987));

    /// <summary>Lists the pictures; none is opened.</summary>
    /// <param name="root">The folder CAER-S or the one above it.</param>
    /// <exception cref="FerKitException">As <see cref="ClassFolders.Read"/>, or a class is no expression.</exception>
    public static ImageCollection Read(string root)
    {
        Places.CheckRoot(root, "CAER-S's train and test");
        root = Places.Folder(root, "CAER-S") ?? root;
        Places.CheckParts(root, "CAER-S's train and test with class folders in them");
        return ExpressionFolders.Read(root, "caers", null, Published);
    }
}
