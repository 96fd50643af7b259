using System.CommandLine;
using FerKit.Cli.Output;
using FerKit.Data;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit data pack</c>.</summary>
internal static class DataVerb
{
    public static Command Create()
    {
        var data = new DataOptions();
        var size = new Option<int>("--size") { Description = "Height and width in pixels.", DefaultValueFactory = _ => DataSource.DefaultSize };
        var output = new Option<string>("--out") { Description = "The pack to write.", Required = true };
        var json = new Option<bool>("--json") { Description = "Print the counts as one JSON document." };
        var pack = new Command("pack", "Decodes a data set once, into one file.") { size, output, json };
        data.AddTo(pack);
        pack.SetAction((parsed, cancellation) =>
        {
            string file = parsed.GetRequiredValue(output);
            int side = parsed.InRange(size, 1, ImageSet.MaxSize);
            using var line = new ProgressLine("packing", "pictures");
            var report = DataSource.Parse(parsed.GetRequiredValue(data.Data))
                .WritePack(file, side, data.Options(parsed), new Synchronous<DataProgress>(p => line.Report(p.Done, p.Total)), cancellation);
            DataOptions.ListExcluded(report.Excluded);
            if (parsed.GetValue(json)) JsonOutput.Write(new { File = file, report.Count, Size = side, report.Excluded });
            else Console.WriteLine($"{file}: {report.Count} pictures of {side} x {side}, {report.Excluded.Count} left out");
            return Task.FromResult(0);
        });
        return new Command("data", "Data sets.") { pack };
    }
}
