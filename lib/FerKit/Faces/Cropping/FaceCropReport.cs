using FerKit.Data;

namespace FerKit.Faces.Cropping;

/// <summary>What came of cropping a folder. Paths are relative to it, in ordinal order.</summary>
/// <param name="Photographs">Pictures that were looked at, unreadable ones included.</param>
/// <param name="Written">Crops that were written.</param>
/// <param name="WithoutFace">Photographs in which no face was found, whatever became of them.</param>
/// <param name="WithSeveral">Photographs with more faces than one, whatever became of them.</param>
/// <param name="Unaligned">Photographs whose crops hold a face as it lay, because its eyes or landmarks were not found.</param>
/// <param name="Unreadable">Pictures that cannot be read, or whose crops cannot be named, and why.</param>
public sealed record FaceCropReport(
    int Photographs, int Written, IReadOnlyList<string> WithoutFace, IReadOnlyList<FaceCount> WithSeveral,
    IReadOnlyList<FaceCount> Unaligned, IReadOnlyList<ExcludedImage> Unreadable)
{
    /// <summary>How many of the crops show the middle of a photograph in which no face was found.</summary>
    public int Whole { get; init; }

    /// <summary>What was passed over in the folders, a line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>How many faces of a photograph something is said of.</summary>
/// <param name="Path">The photograph.</param>
/// <param name="Faces">Faces.</param>
public sealed record FaceCount(string Path, int Faces);
