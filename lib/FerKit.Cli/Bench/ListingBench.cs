using System.Diagnostics;
using FerKit.Data;
using FerKit.Data.Readers;

namespace FerKit.Cli.Bench;

/// <summary>What a reader takes to list many files, before any picture is opened.</summary>
internal static class ListingBench
{
    /// <summary>Makes empty files in CAER-S's folders and reads them, once.</summary>
    /// <param name="count">How many.</param>
    /// <param name="cancellation">Stops between files, and leaves none.</param>
    public static ListingResult Run(int count, CancellationToken cancellation)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("ferkit-bench-");
        try
        {
            string[] classes = [.. new[] { "train", "test" }.SelectMany(part => ExpressionNames.Seven.Select(name => Path.Combine(folder.FullName, part, name)))];
            foreach (string path in classes) Directory.CreateDirectory(path);
            for (int i = 0; i < count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                File.Create(Path.Combine(classes[i % classes.Length], $"{i:D6}.png")).Dispose();
            }
            long before = GC.GetTotalMemory(forceFullCollection: true);
            var clock = Stopwatch.StartNew();
            ImageCollection found = CaerS.Read(folder.FullName);
            double seconds = clock.Elapsed.TotalSeconds;
            using var process = Process.GetCurrentProcess();
            double peak = Mebibytes(process.PeakWorkingSet64), held = Mebibytes(GC.GetTotalMemory(forceFullCollection: true) - before);
            return new ListingResult(found.Samples.Count, seconds, held, peak);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Mebibytes(long bytes) => bytes / (double)(1 << 20);
}

/// <summary>What listing took.</summary>
/// <param name="Files">Files listed.</param>
/// <param name="Seconds">Until the reader was done.</param>
/// <param name="HeldMiB">What the list holds from then on.</param>
/// <param name="PeakMiB">The most resident memory of the whole program.</param>
internal sealed record ListingResult(int Files, double Seconds, double HeldMiB, double PeakMiB);
