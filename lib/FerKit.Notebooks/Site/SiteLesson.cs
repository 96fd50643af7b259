using FerKit.Notebooks.Format;

namespace FerKit.Notebooks.Site;

/// <summary>One executed lesson of the site.</summary>
/// <param name="FileName">The notebook's file name: "00-tour.ipynb".</param>
/// <param name="Executed">The notebook with its outputs.</param>
/// <param name="Duration">How long it ran; null where that is not known any more.</param>
/// <param name="Failure">Why it did not run to its end; null when it did.</param>
public sealed record SiteLesson(string FileName, Notebook Executed, TimeSpan? Duration, string? Failure)
{
    /// <summary>The file name without its extension.</summary>
    public string Name => Path.GetFileNameWithoutExtension(FileName);

    /// <summary>The page's file name.</summary>
    public string PageName => Name + ".html";

    /// <summary>The lesson's heading; its name when it has none.</summary>
    public string Title => Executed.Title ?? Name;
}
