using System.CommandLine;
using System.Globalization;
using System.Text;
using FerKit.Cli.Output;
using FerKit.Notebooks.Baking;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit figures bake</c>.</summary>
internal static class FiguresVerb
{
    private enum Format { Png, Svg }

    public static Command Create() => new("figures", "Makes pictures of charts.") { CreateBake() };

    private static Command CreateBake()
    {
        var inputs = new Argument<string[]>("IN") { Description = "Plotly specifications (JSON), notebooks with charts in them, or folders of *.plotly.json.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--out") { Description = "Folder for the pictures; made when missing.", Required = true };
        var width = new Option<int>("--width") { Description = "Width in CSS pixels.", DefaultValueFactory = _ => 900 };
        var height = new Option<int?>("--height") { Description = "Height likewise; each chart's own when left out." };
        var scale = new Option<double>("--scale") { Description = "Pixels of a PNG a CSS pixel.", DefaultValueFactory = _ => 2 };
        var format = ChoiceOption.Create("--format", "What to write", Format.Png);
        var json = new Option<bool>("--json") { Description = "Print what was written as one JSON document." };
        var command = new Command("bake", "Draws charts as PNG or SVG files with plotly.js in a Chromium without a window.") { inputs, output, width, height, scale, format, json };
        command.SetAction((parsed, cancellation) =>
        {
            int wide = parsed.InRange(width, 50, 5000);
            if (parsed.GetValue(height) is { } tall && tall is < 50 or > 5000) throw new ArgumentException($"--height is {parsed.GetValue(height)}: it must be from 50 to 5000.");
            double dense = parsed.GetValue(scale);
            if (!(dense >= 0.1 && dense <= 8)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"--scale is {dense}: it must be from 0.1 to 8."));
            bool svg = parsed.GetValue(format) == Format.Svg;
            string folder = parsed.GetRequiredValue(output);
            var charts = parsed.GetRequiredValue(inputs).SelectMany(ChartFiles.Find).ToList();
            if (charts.GroupBy(chart => chart.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
                throw new ArgumentException($"'{twice.First().Source}' and '{twice.Last().Source}' would both be {twice.Key}.{(svg ? "svg" : "png")}: bake them into two folders.");
            OutputFolder.Make(folder, "name another folder with --out");
            var written = new List<string>();
            using var baker = FigureBaker.Open();
            using (var line = new ProgressLine("drawing", "charts"))
                foreach (var chart in charts)
                {
                    cancellation.ThrowIfCancellationRequested();
                    byte[] picture = Named(chart, cancellation, () => svg ? Encoding.UTF8.GetBytes(baker.Svg(chart.Json, wide, parsed.GetValue(height))) : baker.Png(chart.Json, wide, parsed.GetValue(height), dense));
                    written.Add(Path.Combine(folder, $"{chart.Name}.{(svg ? "svg" : "png")}"));
                    AtomicFile.Write(written[^1], stream => stream.Write(picture));
                    line.Report(written.Count, charts.Count);
                }
            if (parsed.GetValue(json)) JsonOutput.Write(new { Files = charts.Zip(written, (chart, path) => new { chart.Source, Path = path }) });
            else foreach (string path in written) Console.WriteLine(path);
            return Task.FromResult(0);
        });
        return command;
    }

    // Errors say which chart they are about.
    private static byte[] Named(Chart chart, CancellationToken cancellation, Func<byte[]> draw)
    {
        try
        {
            return draw();
        }
        catch (FerKitException e)
        {
            cancellation.ThrowIfCancellationRequested();    // Ctrl-C ends the browser too
            throw new FerKitException($"{OneLine.Of(chart.Source)}: {e.Message}", e);
        }
    }
}
