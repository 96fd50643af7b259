namespace FerKit.Experiments;

/// <summary>Data sets as the titles of figures name them.</summary>
public static class DataTitle
{
    private const string Faces = "faces:";

    /// <summary>The data of a run: faces that the kit drew are called so from a pack as well.</summary>
    public static string Of(RunPlan plan) => Of(SpecOf(plan.Data, plan.Source));

    /// <summary>A data set's name, or, where it turns out to be faces that the kit drew, theirs.</summary>
    internal static string SpecOf(string spec, string? source) => source is not null && source.StartsWith(Faces, StringComparison.Ordinal) ? source : spec;

    /// <summary><c>faces:wild</c> as "built-in wild faces", so that nobody takes them for photographs; anything else by its folder's or file's name.</summary>
    public static string Of(string spec) => spec.StartsWith(Faces, StringComparison.Ordinal) ? $"built-in {spec[Faces.Length..]} faces"
        : Path.GetFileName(Path.TrimEndingDirectorySeparator(spec)) is { Length: > 0 } name ? name : spec;
}
