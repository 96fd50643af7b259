using System.CommandLine;
using FerKit.Cli.Bench;
using FerKit.Cli.Output;
using FerKit.Data;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit bench decode</c>: how fast pictures become a pack of uint8 squares, beside Python's OpenCV.</summary>
internal static class BenchDecodeVerb
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "Pictures on the disk, e.g. folder:ROOT.", Required = true };
        var size = new Option<int>("--size") { Description = "Height and width to give them.", DefaultValueFactory = _ => DataSource.DefaultSize };
        var threads = new Option<int>("--threads") { Description = "Threads here, processes in Python.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var twin = new Option<bool>("--twin") { Description = "Measure Python's OpenCV in turn, which saves its squares as one file; seven pairs. Needs Debian's python3-opencv." };
        var json = new Option<bool>("--json") { Description = "Print one JSON document." };
        var command = new Command("decode", "Pictures a second from files to a pack, written as data pack writes it; the median of seven passes over all of them.") { data, size, threads, twin, json };
        command.SetAction((parsed, cancellation) =>
        {
            int side = parsed.InRange(size, 1, ImageSet.MaxSize), workers = parsed.InRange(threads, 1, 1024);
            var collection = DataSource.Parse(parsed.GetRequiredValue(data)).List();
            string list = Path.GetTempFileName();
            try
            {
                File.WriteAllLines(list, collection.Samples.Select(sample => sample.Path));
                using var ours = new PackSide(collection, side, workers);
                using var other = parsed.GetValue(twin) ? new TwinProcess("decode_twin.py", "OpenCV", "python3-opencv", list, side, workers) : null;
                var pairs = ModelBench.Alternate(ours, other, 1, 1, cancellation);
                double mine = pairs.Select(pair => pair.Ours).Median();
                double? ratio = pairs.Select(pair => pair.Ratio).Median(), theirs = pairs.Select(pair => pair.Other).Median();
                if (parsed.GetValue(json)) JsonOutput.Write(new { Pictures = collection.Samples.Count, Size = side, Threads = workers, ImagesPerSecond = mine, Other = other?.Name, OtherImagesPerSecond = theirs, Ratio = ratio, Pairs = pairs });
                else Console.WriteLine($"{mine:F0} pictures/s{(ratio is { } value ? $", {other!.Name} {theirs:F0}: ratio {value:F3} (median of {pairs.Length} pairs)" : "")}");
            }
            finally
            {
                File.Delete(list);
            }
            return Task.FromResult(0);
        });
        return command;
    }
}
