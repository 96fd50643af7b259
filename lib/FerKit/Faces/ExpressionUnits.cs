namespace FerKit.Faces;

/// <summary>
/// Which action units show which expression, after the prototypes of EMFACS (Friesen, Ekman 1983) and their
/// major variants: number, usual intensity, and how often the unit takes part at all.
/// </summary>
/// <remarks><see cref="UnitTable"/> prints them; data/faces.md holds the print.</remarks>
public static class ExpressionUnits
{
    /// <summary>How often an angry face shouts: <see cref="Shout"/> in place of the units of <see cref="Expression.Anger"/>.</summary>
    public const float ShoutProbability = 0.3f;

    /// <summary>The units of a shouting, angry face.</summary>
    public static IReadOnlyList<UnitOfExpression> Shout { get; } = [new(4, 0.95f), new(7, 0.7f), new(5, 0.4f, 0.5f), new(10, 0.6f), new(25, 0.8f), new(26, 0.45f)];

    private static readonly UnitOfExpression[][] Units =
    [
        [], // neutral
        [new(6, 0.75f), new(12, 0.85f), new(25, 0.65f, 0.75f), new(26, 0.25f, 0.3f)], // happiness
        [new(1, 0.85f), new(4, 0.55f), new(15, 0.8f), new(17, 0.5f, 0.6f)], // sadness
        [new(1, 0.85f), new(2, 0.85f), new(5, 0.75f), new(25, 0.6f), new(26, 0.8f)], // surprise
        [new(1, 0.9f), new(2, 0.5f), new(4, 0.65f), new(5, 0.85f), new(20, 0.8f), new(25, 0.6f), new(7, 0.3f, 0.4f), new(26, 0.25f, 0.4f)], // fear
        [new(9, 0.85f), new(10, 0.8f), new(4, 0.35f, 0.5f), new(7, 0.45f, 0.7f), new(15, 0.35f, 0.5f), new(17, 0.4f, 0.5f), new(25, 0.4f, 0.5f)], // disgust
        [new(4, 0.95f), new(7, 0.65f), new(23, 0.8f), new(5, 0.5f, 0.6f), new(17, 0.4f, 0.6f)], // anger
    ];

    /// <summary>The units of an expression; an angry face has a variant, <see cref="Shout"/>.</summary>
    /// <exception cref="ArgumentException">Contempt, which is not drawn.</exception>
    public static IReadOnlyList<UnitOfExpression> Of(Expression expression) => (int)expression is var index && index >= 0 && index < Units.Length
        ? Units[index]
        : throw new ArgumentException($"{expression} is not drawn: the built-in faces show the seven expressions of the paper.", nameof(expression));

    /// <summary>The usual face of an expression: every unit that takes part more often than not, at its usual intensity.</summary>
    /// <param name="expression">One of the paper's seven.</param>
    /// <param name="intensity">0 (neutral) to 1 (the table's intensities).</param>
    /// <exception cref="ArgumentException">Contempt, or an intensity outside 0 to 1.</exception>
    public static ActionUnits Typical(Expression expression, float intensity = 1)
    {
        Ranges.Check(intensity, 0, 1, nameof(intensity));
        var chosen = new Dictionary<int, float>();
        foreach (UnitOfExpression unit in Of(expression))
            if (unit.Probability >= 0.5f)
                chosen[unit.Number] = unit.Intensity * intensity;
        return ActionUnits.Of(chosen);
    }

    /// <summary>One person's way to show it this time: units come and go by their probability and vary in strength.</summary>
    /// <param name="expression">One of the paper's seven.</param>
    /// <param name="intensity">Scales every unit.</param>
    /// <param name="spread">How much single units vary, 0 to 1, and how much units that mean nothing stir.</param>
    /// <param name="random">Where chance comes from.</param>
    internal static ActionUnits Sample(Expression expression, float intensity, float spread, SeededRandom random)
    {
        var chosen = new Dictionary<int, float>();
        IReadOnlyList<UnitOfExpression> units = expression == Expression.Anger && random.Happens(ShoutProbability) ? Shout : Of(expression);
        foreach (UnitOfExpression unit in units)
            if (random.Happens(unit.Probability))
                chosen[unit.Number] = Math.Clamp(unit.Intensity * intensity * (1 + spread * random.Normal() * 0.4f), 0, 1);
        // Faces are never quite still: two units of any meaning stir a little, whatever the label.
        for (int i = 0; i < 2; i++)
        {
            int number = ActionUnits.Numbers[random.Next(ActionUnits.Numbers.Count)];
            chosen[number] = Math.Min(1, chosen.GetValueOrDefault(number) + spread * random.Between(0, 0.35f));
        }
        return ActionUnits.Of(chosen);
    }
}

/// <summary>An action unit's part in an expression.</summary>
/// <param name="Number">Its number in FACS.</param>
/// <param name="Intensity">How far it is usually contracted, 0 to 1.</param>
/// <param name="Probability">How often it takes part.</param>
public readonly record struct UnitOfExpression(int Number, float Intensity, float Probability = 1);
