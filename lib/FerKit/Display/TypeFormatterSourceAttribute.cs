namespace FerKit.Display;

/// <summary>
/// Names the class that makes a type's formatters. Notebook hosts (.NET Interactive, and the kit's own) find it by
/// the attribute's name and reflection alone, so that FerKit references none of them.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>A class with <c>IEnumerable&lt;object&gt; CreateTypeFormatters()</c>.</summary>
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>The MIME types that a shown object is given in.</summary>
    public string[] PreferredMimeTypes { get; set; } = [];
}
