using System.CommandLine;
using FerKit.Cli.Output;
using FerKit.Data;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit data check</c>: exit code 1 when a published number is missed or something cannot be read.</summary>
internal static class DataCheckVerb
{
    private const int MostDuplicates = 20, MostNames = 5;

    public static Command Create()
    {
        var spec = new Argument<string>("data") { Description = $"The data set: {string.Join(", ", DataSource.CollectionKinds)} or pack:FILE; or the kind, and then ROOT." };
        var subject = new Option<string?>("--subject") { Description = DataOptions.SubjectDescription };
        var root = new Argument<string?>("root") { Description = "Where it lies.", Arity = ArgumentArity.ZeroOrOne };
        var json = new Option<bool>("--json") { Description = "Print the report as one JSON document." };
        var command = new Command("check", "Compares a data set with its published counts; finds pictures that cannot be read, and pictures in two parts.") { spec, root, subject, json };
        var limits = new LimitOptions();
        limits.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            string name = parsed.GetRequiredValue(spec);
            if (parsed.GetValue(root) is { } place)
                name = !name.Contains(':') ? $"{name}:{place}" : throw new ArgumentException($"'{OneLine.Of(name)}' names the place already: leave '{OneLine.Of(place)}' away.");
            else if (!name.Contains(':') && DataSource.CollectionKinds.FirstOrDefault(kind => kind.StartsWith(name + ":", StringComparison.Ordinal)) is { } usage)
                throw new ArgumentException($"'{name}' lacks the place where the data lies: write {usage}.");
            var source = DataSource.Parse(name);
            // All eight expressions, for those are what was published.
            var options = new LoadOptions { Contempt = source.KnowsContempt ? ContemptChoice.Keep : ContemptChoice.Drop, SubjectPattern = parsed.GetValue(subject), Limits = limits.Of(parsed) };
            DataCheckReport report;
            using (var line = new ProgressLine("checking", "pictures"))
                report = source.Check(options, new Synchronous<DataProgress>(p => line.Report(p.Done, p.Total)), cancellation);
            if (parsed.GetValue(json)) JsonOutput.Write(report);
            else Print(report);
            return Task.FromResult(report.Passed ? 0 : 1);
        });
        return command;
    }

    private static void Print(DataCheckReport report)
    {
        string usable = report.Usable == report.Count ? "" : $", {report.Usable} of them usable", persons = report.Persons > 0 ? $", {report.Persons} persons{(report.OfUnknownPerson > 0 ? $" and {report.OfUnknownPerson} pictures of unknown ones" : "")}" : "";
        Console.WriteLine($"{report.Name}: {report.Count} pictures listed{usable}{persons}{(report.PublishedBy is { } source ? $", compared with {source}" : ", nothing published to compare with")}");
        foreach (var part in report.Counts.GroupBy(line => line.Split))
        {
            Console.WriteLine(part.Key == DataSplit.None ? "  all parts" : $"  {part.Key.ToString().ToLowerInvariant()}");
            foreach (var line in part)
                Console.WriteLine($"    {line.Class,-12} {line.Found,7}{(line.Published is { } known ? line.Differs ? $"  published {known}: {line.Found - known:+#;-#}" : "  as published" : "")}");
        }
        foreach (string note in report.Notes) Console.WriteLine($"  {note}");
        foreach (var one in report.Unreadable) Console.WriteLine($"  cannot be used: {OneLine.Of(one.Path)}: {OneLine.Of(one.Reason)}");
        foreach (var group in report.Duplicates.Take(MostDuplicates)) Console.WriteLine($"  the same picture: {string.Join(" = ", group.Names.Take(MostNames).Select(OneLine.Of))}{(group.Names.Count > MostNames ? $" and {group.Names.Count - MostNames} more" : "")}");
        if (report.Duplicates.Count > 0) Console.WriteLine($"  warning: {report.Duplicates.Count} pictures are in more than one part, under {report.Duplicates.Sum(group => group.Names.Count)} names; a model meets them in training and in the test");
        if (report.Leak is { } leak) Console.WriteLine($"  warning: {leak}");
        int differing = report.Counts.Count(line => line.Differs);
        Console.WriteLine(report.Passed ? report.Duplicates.Count > 0 || report.Leak is not null ? "passed, but for the warnings: what is tested on was trained on" : "passed" : $"not as it should be: {differing} counts differ, {report.Unreadable.Count} cannot be used");
    }
}
