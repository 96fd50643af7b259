using System.CommandLine;
using FerKit.Cli.Output;
using FerKit.Data;
using FerKit.Experiments;

namespace FerKit.Cli.Verbs;

/// <summary>The options that name a data set, the same on every verb.</summary>
internal sealed class DataOptions(bool required = true)
{
    public const string SubjectDescription = "For folder: a regular expression whose first group finds the person in a file name, e.g. '^(.+)_\\d+$'.";

    public Option<string> Data { get; } = new("--data") { Description = $"The data set: {DataSource.Listing}.", Required = required };

    public Option<string?> Subject { get; } = new("--subject")
    {
        Description = SubjectDescription,
    };

    public Option<ContemptChoice> Contempt { get; } = ChoiceOption.Create("--contempt", "What becomes of contempt in CK+ and AffectNet", ContemptChoice.Drop);

    public void AddTo(Command command)
    {
        command.Options.Add(Data);
        AddChoicesTo(command);
    }

    /// <summary>All but the data set's name, for a verb that takes several.</summary>
    public void AddChoicesTo(Command command)
    {
        command.Options.Add(Contempt);
        command.Options.Add(Subject);
    }

    /// <summary>Loads the data with progress; pictures that were left out are named on standard error, a line each.</summary>
    public ImageSet Load(ParseResult parsed, int? size, CancellationToken cancellation, RunPlan? usual = null) =>
        Load(parsed.GetRequiredValue(Data), size, Options(parsed, usual), cancellation);

    /// <summary>Loads data that is not named on the command line but was before.</summary>
    public static ImageSet Load(string spec, int? size, LoadOptions options, CancellationToken cancellation)
    {
        var source = DataSource.Parse(spec);
        using var line = new ProgressLine("reading", "pictures");
        var set = source.Load(size, options, new Synchronous<DataProgress>(p => line.Report(p.Done, p.Total)), cancellation);
        List(set.Excluded, set.Notes);
        return set;
    }

    /// <summary>What was given; else what a run of this data was given.</summary>
    public LoadOptions Options(ParseResult parsed, RunPlan? usual = null) => new()
    {
        SubjectPattern = parsed.GetValue(Subject) ?? usual?.Subject,
        Contempt = usual is not null && parsed.GetResult(Contempt) is null or { Implicit: true } ? usual.Contempt : parsed.GetValue(Contempt),
    };

    public static void List(IReadOnlyList<ExcludedImage> excluded, IReadOnlyList<string> notes)
    {
        foreach (string note in notes) Console.Error.WriteLine(note);
        foreach (var one in excluded) Console.Error.WriteLine($"left out {OneLine.Of(one.Path)}: {OneLine.Of(one.Reason)}");
    }
}
