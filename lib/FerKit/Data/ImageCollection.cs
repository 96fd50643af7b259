namespace FerKit.Data;

/// <summary>A data set as its reader found it on the disk, before any picture is decoded.</summary>
/// <param name="Name">The data set's name, without the place where it lies, so that packs of it do not depend on that.</param>
/// <param name="ClassNames">The classes; labels are indices into them.</param>
/// <param name="Samples">The pictures, in ordinal order of their names.</param>
public sealed record ImageCollection(string Name, IReadOnlyList<string> ClassNames, IReadOnlyList<Sample> Samples);
