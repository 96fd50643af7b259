namespace FerKit.Faces;

/// <summary>
/// Which action units show which expression, after the prototypes of EMFACS (Friesen, Ekman 1983) and their
/// major variants: number, usual intensity, and how often the unit takes part at all.
/// </summary>
/// <remarks>
/// | expression | always | often |
/// |---|---|---|
/// | neutral | | |
/// | happiness | 6, 12 | 25, 26 |
/// | sadness | 1, 4, 15 | 17 |
/// | surprise | 1, 2, 5, 25, 26 | |
/// | fear | 1, 2, 4, 5, 20, 25 | 7, 26 |
/// | disgust | 9, 10 | 4, 7, 15, 17, 25 |
/// | anger | 4, 7, 23 | 5, 17; or, shouting, 10, 25, 26 in place of 17 and 23 |
/// </remarks>
public static class ExpressionUnits
{
    private readonly record struct Unit(int Number, float Intensity, float Probability = 1);

    private static readonly Unit[] Shout = [new(4, 0.95f), new(7, 0.7f), new(5, 0.4f, 0.5f), new(10, 0.6f), new(25, 0.8f), new(26, 0.45f)];

    private static ReadOnlySpan<Unit> UnitsOf(Expression expression) => expression switch
    {
        Expression.Neutral => [],
        Expression.Happiness => new Unit[] { new(6, 0.75f), new(12, 0.85f), new(25, 0.65f, 0.75f), new(26, 0.25f, 0.3f) },
        Expression.Sadness => new Unit[] { new(1, 0.85f), new(4, 0.55f), new(15, 0.8f), new(17, 0.5f, 0.6f) },
        Expression.Surprise => new Unit[] { new(1, 0.85f), new(2, 0.85f), new(5, 0.75f), new(25, 0.6f), new(26, 0.8f) },
        Expression.Fear => new Unit[] { new(1, 0.9f), new(2, 0.5f), new(4, 0.65f), new(5, 0.85f), new(20, 0.8f), new(25, 0.6f), new(7, 0.3f, 0.4f), new(26, 0.25f, 0.4f) },
        Expression.Disgust => new Unit[] { new(9, 0.85f), new(10, 0.8f), new(4, 0.35f, 0.5f), new(7, 0.45f, 0.7f), new(15, 0.35f, 0.5f), new(17, 0.4f, 0.5f), new(25, 0.4f, 0.5f) },
        Expression.Anger => new Unit[] { new(4, 0.95f), new(7, 0.65f), new(23, 0.8f), new(5, 0.5f, 0.6f), new(17, 0.4f, 0.6f) },
        _ => throw new ArgumentException($"{expression} is not drawn: the built-in faces show the seven expressions of the paper.", nameof(expression)),
    };

    /// <summary>The usual face of an expression: every unit that takes part more often than not, at its usual intensity.</summary>
    /// <param name="expression">One of the paper's seven.</param>
    /// <param name="intensity">0 (neutral) to 1 (the table's intensities).</param>
    /// <exception cref="ArgumentException">Contempt, or an intensity outside 0 to 1.</exception>
    public static ActionUnits Typical(Expression expression, float intensity = 1)
    {
        Ranges.Check(intensity, 0, 1, nameof(intensity));
        var chosen = new Dictionary<int, float>();
        foreach (Unit unit in UnitsOf(expression))
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
        ReadOnlySpan<Unit> units = UnitsOf(expression);
        if (expression == Expression.Anger && random.Happens(0.3f))
            units = Shout;
        foreach (Unit unit in units)
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
