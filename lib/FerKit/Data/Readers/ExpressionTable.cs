using FerKit.Faces;

namespace FerKit.Data.Readers;

/// <summary>A data set's own numbers of the expressions. Numbers outside are no expression.</summary>
/// <param name="First">The number of the first of <paramref name="Expressions"/>.</param>
/// <param name="Expressions">The expressions, in the order of the data set's numbers.</param>
public sealed record ExpressionTable(int First, IReadOnlyList<Expression> Expressions)
{
    /// <summary>RAF-DB's list file and class folders: 1 to 7.</summary>
    public static ExpressionTable RafDb { get; } = new(1,
    [
        Expression.Surprise, Expression.Fear, Expression.Disgust, Expression.Happiness, Expression.Sadness, Expression.Anger, Expression.Neutral,
    ]);

    /// <summary>The paper's tables, and copies of RAF-DB that were sorted anew: 0 to 6.</summary>
    public static ExpressionTable Paper { get; } = new(0, [.. Enum.GetValues<Expression>().Where(e => e != Expression.Contempt)]);

    /// <summary>FER-2013's csv: 0 to 6.</summary>
    public static ExpressionTable Fer2013 { get; } = new(0,
    [
        Expression.Anger, Expression.Disgust, Expression.Fear, Expression.Happiness, Expression.Sadness, Expression.Surprise, Expression.Neutral,
    ]);

    /// <summary>CK+'s emotion files: 0 to 7.</summary>
    public static ExpressionTable CkPlus { get; } = new(0,
    [
        Expression.Neutral, Expression.Anger, Expression.Contempt, Expression.Disgust, Expression.Fear, Expression.Happiness, Expression.Sadness, Expression.Surprise,
    ]);

    /// <summary>AffectNet: 0 to 7. Its 8, 9 and 10 (none, uncertain, no face) are no expression.</summary>
    public static ExpressionTable AffectNet { get; } = new(0,
    [
        Expression.Neutral, Expression.Happiness, Expression.Sadness, Expression.Surprise, Expression.Fear, Expression.Disgust, Expression.Anger, Expression.Contempt,
    ]);

    /// <summary>The last number.</summary>
    public int Last => First + Expressions.Count - 1;

    /// <summary>The expression of a number; null when it is none.</summary>
    public Expression? Find(int number) => number >= First && number <= Last ? Expressions[number - First] : null;

    /// <summary>The data set's number of an expression.</summary>
    /// <exception cref="ArgumentException">The data set does not label it.</exception>
    public int NumberOf(Expression expression)
    {
        int index = Expressions.ToList().IndexOf(expression);
        return index >= 0 ? First + index : throw new ArgumentException($"{expression} has no number in this data set.", nameof(expression));
    }
}
