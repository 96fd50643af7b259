using System.Globalization;

namespace FerKit.Faces;

/// <summary>
/// How far each action unit of the Facial Action Coding System is contracted (Ekman, Friesen, Hager 2002): 0 not at
/// all, 1 as far as it goes (FACS letters A to E at 0.2 to 1). The only way in which an expression reaches a drawn face.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A unit outside 0 to 1.</exception>
public sealed record ActionUnits
{
    /// <summary>A face at rest.</summary>
    public static ActionUnits None { get; } = new();

    /// <summary>The units in the order of their numbers, which name them in FACS.</summary>
    public static IReadOnlyList<int> Numbers { get; } = [1, 2, 4, 5, 6, 7, 9, 10, 12, 15, 17, 20, 23, 25, 26];

    /// <summary>Inner brow raiser.</summary>
    public float AU1 { get; init => field = Ranges.Check(value, 0, 1); }

    /// <summary>Outer brow raiser.</summary>
    public float AU2 { get; init => field = Ranges.Check(value, 0, 1); }

    /// <summary>Brow lowerer: brows down and together.</summary>
    public float AU4 { get; init => field = Ranges.Check(value, 0, 1); }

    /// <summary>Upper lid raiser.</summary>
    public float AU5 { get; init => field = Ranges.Check(value, 0, 1); }

    /// <summary>Cheek raiser.</summary>
    public float AU6 { get; init => field = Ranges.Check(value, 0, 1); }

    /// <summary>Lid tightener.</summary>
    public float AU7 { get; init => field = Ranges.Check(value, 0, 1); }

    /// <summary>Nose wrinkler.</summary>
    public float AU9 { get; init => field = Ranges.Check(value, 0, 1); }

    /// <summary>Upper lip raiser.</summary>
    public float AU10 { get; init => field = Ranges.Check(value, 0, 1); }

    /// <summary>Lip corner puller: the smile.</summary>
    public float AU12 { get; init => field = Ranges.Check(value, 0, 1); }

    /// <summary>Lip corner depressor.</summary>
    public float AU15 { get; init => field = Ranges.Check(value, 0, 1); }

    /// <summary>Chin raiser: pushes the lower lip up.</summary>
    public float AU17 { get; init => field = Ranges.Check(value, 0, 1); }

    /// <summary>Lip stretcher.</summary>
    public float AU20 { get; init => field = Ranges.Check(value, 0, 1); }

    /// <summary>Lip tightener.</summary>
    public float AU23 { get; init => field = Ranges.Check(value, 0, 1); }

    /// <summary>Lips part.</summary>
    public float AU25 { get; init => field = Ranges.Check(value, 0, 1); }

    /// <summary>Jaw drop.</summary>
    public float AU26 { get; init => field = Ranges.Check(value, 0, 1); }

    /// <summary>The units given by number; the others rest.</summary>
    /// <exception cref="ArgumentException">A number that <see cref="Numbers"/> lacks.</exception>
    public static ActionUnits Of(IReadOnlyDictionary<int, float> intensities)
    {
        foreach (int number in intensities.Keys)
            if (!Numbers.Contains(number))
                throw new ArgumentException($"AU{number} is not drawn: use one of {string.Join(", ", Numbers)}.", nameof(intensities));
        float At(int number) => intensities.GetValueOrDefault(number);
        return new()
        {
            AU1 = At(1),
            AU2 = At(2),
            AU4 = At(4),
            AU5 = At(5),
            AU6 = At(6),
            AU7 = At(7),
            AU9 = At(9),
            AU10 = At(10),
            AU12 = At(12),
            AU15 = At(15),
            AU17 = At(17),
            AU20 = At(20),
            AU23 = At(23),
            AU25 = At(25),
            AU26 = At(26),
        };
    }

    /// <summary>The intensity of a unit by its number.</summary>
    /// <exception cref="ArgumentException">A number that <see cref="Numbers"/> lacks.</exception>
    public float this[int number] => number switch
    {
        1 => AU1,
        2 => AU2,
        4 => AU4,
        5 => AU5,
        6 => AU6,
        7 => AU7,
        9 => AU9,
        10 => AU10,
        12 => AU12,
        15 => AU15,
        17 => AU17,
        20 => AU20,
        23 => AU23,
        25 => AU25,
        26 => AU26,
        _ => throw new ArgumentException($"AU{number} is not drawn: use one of {string.Join(", ", Numbers)}.", nameof(number)),
    };

    /// <summary>Every unit contracted less, by a factor of 0 (at rest) to 1 (as now).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A factor outside 0 to 1.</exception>
    public ActionUnits Scaled(float factor)
    {
        Ranges.Check(factor, 0, 1, nameof(factor));
        return Of(Numbers.ToDictionary(number => number, number => this[number] * factor));
    }

    /// <summary>The contracted units: <c>AU6 0.70 + AU12 0.90</c>.</summary>
    public override string ToString()
    {
        string[] parts = [.. Numbers.Where(n => this[n] > 0).Select(n => string.Create(CultureInfo.InvariantCulture, $"AU{n} {this[n]:0.00}"))];
        return parts.Length == 0 ? "at rest" : string.Join(" + ", parts);
    }
}
