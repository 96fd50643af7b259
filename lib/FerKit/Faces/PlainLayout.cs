using FerKit.Data;

namespace FerKit.Faces;

/// <summary>The layout of <see cref="FaceFolderLayout.Folder"/>.</summary>
internal static class PlainLayout
{
    public static FolderPlan Plan(IEnumerable<FaceDescription> faces) =>
        new([.. FolderPlan.Numbered(faces).Select(one => (NameOf(one.Face, one.Index), one.Face.Parameters))], []);

    /// <summary>A face's name: <c>train/happiness/00001_s0012.png</c>.</summary>
    public static string NameOf(FaceDescription face, int index) =>
        $"{(face.Split == DataSplit.Train ? "train" : "test")}/{ExpressionNames.Of(face.Expression)}/{index:D5}_{face.Subject}.png";
}
