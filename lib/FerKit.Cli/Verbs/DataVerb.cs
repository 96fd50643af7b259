using System.CommandLine;
using FerKit.Cli.Output;
using FerKit.Data;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit data pack|check</c>.</summary>
internal static class DataVerb
{
    public static Command Create() => new("data", "Data sets.") { Pack(), DataCheckVerb.Create() };

    private static Command Pack()
    {
        var data = new DataOptions();
        var size = new Option<int>("--size") { Description = "Height and width in pixels.", DefaultValueFactory = _ => DataSource.DefaultSize };
        var output = new Option<string>("--out") { Description = "The pack to write.", Required = true };
        var json = new Option<bool>("--json") { Description = "Print the counts as one JSON document." };
        var pack = new Command("pack", "Decodes a data set once, into one file; stopped, it goes on where it was when it is called again.") { size, output, json };
        data.AddTo(pack);
        var limits = new LimitOptions();
        limits.AddTo(pack);
        pack.SetAction((parsed, cancellation) =>
        {
            string file = parsed.GetRequiredValue(output);
            int side = parsed.InRange(size, 1, ImageSet.MaxSize);
            var source = DataSource.Parse(parsed.GetRequiredValue(data.Data));
            PackReport report;
            try
            {
                using var line = new ProgressLine("packing", "pictures");
                report = source.WritePack(file, side, data.Options(parsed) with { Limits = limits.Of(parsed) }, new Synchronous<DataProgress>(p => line.Report(p.Done, p.Total)), cancellation);
            }
            catch (OperationCanceledException e) when (source is not FacesSource)
            {
                throw new OperationCanceledException("stopped; the same command goes on from there.", e);
            }
            DataOptions.List(report.Excluded, report.Notes);
            if (parsed.GetValue(json)) JsonOutput.Write(new { File = file, report.Count, Size = side, report.Excluded, report.Notes });
            else Console.WriteLine($"{file}: {report.Count} pictures of {side} x {side}, {report.Excluded.Count} left out");
            return Task.FromResult(0);
        });
        return pack;
    }
}
