using FerKit.Data;
using FerKit.Data.Readers;

namespace FerKit.Faces;

/// <summary>The layout of <see cref="FaceFolderLayout.RafDb"/>, after the data set's own README.</summary>
internal static class RafDbLayout
{
    public static FolderPlan Plan(IEnumerable<FaceDescription> faces)
    {
        (FaceDescription Face, string Name)[] named = [.. FolderPlan.Numbered(faces).Select(one => (one.Face, NameOf(one.Face.Split, one.Index + 1)))];
        string labels = string.Concat(named.Select(one => $"{one.Name}.jpg {ExpressionTable.RafDb.NumberOf(one.Face.Expression)}\n"));
        return new(
            [.. named.Select(one => ($"basic/Image/aligned/{one.Name}_aligned.jpg", one.Face.Parameters))],
            [("basic/EmoLabel/list_patition_label.txt", labels)]);
    }

    private static string NameOf(DataSplit split, int number) => split == DataSplit.Train ? $"train_{number:D5}" : $"test_{number:D4}";
}
