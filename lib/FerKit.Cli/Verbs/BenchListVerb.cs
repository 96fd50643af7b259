using System.CommandLine;
using FerKit.Cli.Bench;
using FerKit.Cli.Output;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit bench list</c>: how long a reader takes over many files, and what it holds.</summary>
internal static class BenchListVerb
{
    public static Command Create()
    {
        var count = new Option<int>("--count") { Description = "Files to make and to list.", DefaultValueFactory = _ => 300_000 };
        var json = new Option<bool>("--json") { Description = "Print one JSON document." };
        var command = new Command("list", "Makes many empty files among the temporary ones, lists them as CAER-S, and deletes them.") { count, json };
        command.SetAction((parsed, cancellation) =>
        {
            // Every class folder needs a picture.
            var result = ListingBench.Run(parsed.InRange(count, 14, 1_000_000), cancellation);
            if (parsed.GetValue(json)) JsonOutput.Write(result);
            else Console.WriteLine($"{result.Files} files listed in {result.Seconds:F2} s; the list holds {result.HeldMiB:F0} MiB, the program had {result.PeakMiB:F0} MiB at most");
            return Task.FromResult(0);
        });
        return command;
    }
}
