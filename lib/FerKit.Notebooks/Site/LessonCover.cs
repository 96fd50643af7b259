using FerKit.Display;
using FerKit.Notebooks.Format;

namespace FerKit.Notebooks.Site;

/// <summary>The picture that stands for a lesson in the index.</summary>
internal static class LessonCover
{
    /// <summary>The first picture of a cell tagged <c>cover</c>, else of any cell; null when the lesson shows none.</summary>
    internal static byte[]? Find(Notebook notebook) => notebook.Cells
        .Where(cell => cell.IsCode)
        .OrderBy(cell => cell.HasTag("cover") ? 0 : 1) // stable: the first of each kind
        .SelectMany(cell => cell.Outputs)
        .Select(output => MultilineText.Join(output?["data"]?[MimeTypes.Png]))
        .Where(base64 => base64.Length > 0)
        .Select(Convert.FromBase64String)
        .FirstOrDefault();
}
