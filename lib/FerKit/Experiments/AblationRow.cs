using System.Globalization;
using FerKit.Evaluation;

namespace FerKit.Experiments;

/// <summary>
/// One finished run of an ablation, a line of its CSV file. It keeps every answer to the test part, so that any metric and any
/// interval can be had from it later.
/// </summary>
/// <param name="Id">Tells the run's plan and pictures from all others.</param>
/// <param name="Data">The data set's name; of a pack of faces that the kit drew, theirs.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Fold">The fold of persons that was held out, <c>2/5</c>; empty for none.</param>
/// <param name="Recipe">The recipe's name.</param>
/// <param name="Epochs">Of the recipe.</param>
/// <param name="Size">Pixels a side.</param>
/// <param name="Seconds">Training and test, on the machine where it ran.</param>
/// <param name="ClassNames">The classes.</param>
/// <param name="Truth">The right class of each picture of the test part.</param>
/// <param name="Said">The class that was said.</param>
/// <param name="Persons">Who is on each, as a number; empty where that is not known.</param>
public sealed record AblationRow(
    string Id, string Data, string Model, ulong Seed, string Fold, string Recipe, int Epochs, int Size, double Seconds,
    IReadOnlyList<string> ClassNames, IReadOnlyList<long> Truth, IReadOnlyList<long> Said, IReadOnlyList<int> Persons)
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    internal const string Header = "id,data,model,seed,fold,recipe,epochs,size,seconds,accuracy,macro_f1,classes,truth,said,persons";

    /// <summary>The metrics of the run.</summary>
    public ConfusionMatrix Confusion => new(ClassNames, Truth, Said);

    internal string ToCsv()
    {
        var confusion = Confusion;
        return CsvLine.Join(
        [
            Id, Data, Model, Text(Seed), Fold, Recipe, Text(Epochs), Text(Size), Text(Math.Round(Seconds, 1)), Text(Math.Round(confusion.Accuracy, 6)), Text(Math.Round(confusion.MacroF1, 6)),
            string.Join('|', ClassNames.Select(name => name.Replace('|', '/'))), Letters(Truth), Letters(Said), string.Join('.', Persons),
        ]);
    }

    /// <exception cref="FormatException">No such line.</exception>
    internal static AblationRow Parse(string line)
    {
        if (CsvLine.Split(line) is not [var id, var data, var model, var seed, var fold, var recipe, var epochs, var size, var seconds, _, _, var classes, var truth, var said, var persons])
            throw new FormatException("it has another number of values");
        var culture = CultureInfo.InvariantCulture;
        string[] names = classes.Split('|');
        var row = new AblationRow(id, data, model, ulong.Parse(seed, culture), fold, recipe, int.Parse(epochs, culture), int.Parse(size, culture), double.Parse(seconds, culture),
            names, Numbers(truth, names.Length), Numbers(said, names.Length), persons.Length == 0 ? [] : [.. persons.Split('.').Select(person => int.Parse(person, culture))]);
        return row.Truth.Count > 0 && row.Truth.Count == row.Said.Count && (row.Persons.Count == 0 || row.Persons.Count == row.Truth.Count)
            && row.Truth.Concat(row.Said).All(one => one >= 0 && one < row.ClassNames.Count)
            ? row : throw new FormatException("its answers do not fit one another");
    }

    // A digit a picture; where the classes are more than the digits, numbers with dots between.
    private string Letters(IReadOnlyList<long> classes) => ClassNames.Count <= Digits.Length ? string.Concat(classes.Select(one => Digits[(int)one])) : string.Join('.', classes);

    private static long[] Numbers(string letters, int classes) => classes <= Digits.Length ? [.. letters.Select(letter => (long)Digits.IndexOf(letter))]
        : [.. letters.Split('.').Select(number => long.Parse(number, CultureInfo.InvariantCulture))];

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
