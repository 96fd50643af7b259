using FerKit.Data;

namespace FerKit.Faces;

/// <summary>The files of a data set that is drawn. Paths are relative to its folder, with <c>/</c> between their parts.</summary>
/// <param name="Pictures">The pictures, JPEG or PNG by their ending, and what they show.</param>
/// <param name="Texts">The text files with their content.</param>
internal sealed record FolderPlan(IReadOnlyList<(string Path, FaceParameters Face)> Pictures, IReadOnlyList<(string Path, string Text)> Texts)
{
    /// <summary>The files of faces in a layout.</summary>
    public static FolderPlan Of(FaceFolderLayout layout, IEnumerable<FaceDescription> faces) => layout switch
    {
        FaceFolderLayout.Folder => PlainLayout.Plan(faces),
        FaceFolderLayout.RafDb => RafDbLayout.Plan(faces),
        _ => CkPlusLayout.Plan(faces),
    };

    /// <summary>Faces with their places in their splits, from 0.</summary>
    public static IEnumerable<(FaceDescription Face, int Index)> Numbered(IEnumerable<FaceDescription> faces)
    {
        int train = 0, test = 0;
        foreach (FaceDescription face in faces)
            yield return (face, face.Split == DataSplit.Train ? train++ : test++);
    }
}
