using FerKit.Faces;

namespace FerKit.Data;

/// <summary>The kit's names of expressions, and the words that data sets use for them.</summary>
public static class ExpressionNames
{
    private static readonly Dictionary<string, Expression> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["neutral"] = Expression.Neutral,
        ["neutrality"] = Expression.Neutral,
        ["neural"] = Expression.Neutral,    // so FED-RO spells it
        ["happiness"] = Expression.Happiness,
        ["happy"] = Expression.Happiness,
        ["joy"] = Expression.Happiness,
        ["sadness"] = Expression.Sadness,
        ["sad"] = Expression.Sadness,
        ["surprise"] = Expression.Surprise,
        ["surprised"] = Expression.Surprise,
        ["fear"] = Expression.Fear,
        ["fearful"] = Expression.Fear,
        ["afraid"] = Expression.Fear,
        ["scared"] = Expression.Fear,
        ["disgust"] = Expression.Disgust,
        ["disgusted"] = Expression.Disgust,
        ["anger"] = Expression.Anger,
        ["angry"] = Expression.Anger,
        ["contempt"] = Expression.Contempt,
        ["contemptuous"] = Expression.Contempt,
    };

    /// <summary>The seven expressions of the paper by name, in its numbering; contempt, which it leaves out, is not among them.</summary>
    public static IReadOnlyList<string> Seven { get; } =
        [.. Enum.GetValues<Expression>().Where(e => e != Expression.Contempt).Select(Of)];

    /// <summary>The kit's name: the enum's, in lower case.</summary>
    public static string Of(Expression expression) => expression.ToString().ToLowerInvariant();

    /// <summary>Understands the kit's names and their common variants (happy, sad, surprised, afraid, angry, ...), in any case.</summary>
    public static bool TryParse(string name, out Expression expression) => Known.TryGetValue(name.Trim(), out expression);
}
