using FerKit.Data;

namespace FerKit.Experiments;

/// <summary>Data sets as the titles of figures name them. Faces that the kit drew are called so, that nobody takes them for photographs.</summary>
public static class DataTitle
{
    private const string Faces = "faces:";

    /// <summary>The data of a run, also from a pack.</summary>
    public static string Of(RunPlan plan) => Of(SpecOf(plan.Data, plan.Source));

    /// <summary>Loaded data: faces that the kit drew are known as such wherever they lie.</summary>
    /// <param name="spec">The name that it was loaded by.</param>
    /// <param name="set">The data.</param>
    public static string Of(string spec, ImageSet set) => Of(SpecOf(spec, set.Source));

    /// <summary>A data set's name, or, where the data itself tells more of what it is than the name of a pack or folder, that.</summary>
    internal static string SpecOf(string spec, string? source) => source is not null && (IsDrawn(source) || Known(spec) is null && Known(source) is not null) ? source : spec;

    /// <summary>
    /// <c>faces:wild</c> as "built-in wild faces", <c>rafdb:ROOT</c> as "RAF-DB", faces drawn in its layout as "built-in faces laid out as RAF-DB";
    /// anything else by its folder's or file's name.
    /// </summary>
    /// <param name="spec">A data set's name, or the <see cref="ImageSet.Source"/> of a loaded one.</param>
    public static string Of(string spec) => Known(spec) ?? (Path.GetFileName(Path.TrimEndingDirectorySeparator(spec)) is { Length: > 0 } name ? name : spec);

    private static bool IsDrawn(string source) => source.StartsWith(Faces, StringComparison.Ordinal) || source.StartsWith(CollectionSource.DrawnPrefix, StringComparison.Ordinal);

    private static string? Known(string spec)
    {
        if (spec.StartsWith(Faces, StringComparison.Ordinal)) return $"built-in {spec[Faces.Length..]} faces";
        if (spec.StartsWith(Mixture.NamePrefix, StringComparison.Ordinal))
            return Mixture.NamePrefix + string.Join(", ", spec[Mixture.NamePrefix.Length..].Split(", ").Select(Of));
        if (!spec.StartsWith(CollectionSource.DrawnPrefix, StringComparison.Ordinal)) return DataSource.PublishedName(spec.Split(':')[0]);
        string layout = CollectionSource.WithoutPrefix(spec);
        return DataSource.PublishedName(layout) is { } published ? $"built-in faces laid out as {published}" : $"built-in faces of {layout}";
    }
}
