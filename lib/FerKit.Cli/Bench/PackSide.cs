using System.Diagnostics;
using FerKit.Data;

namespace FerKit.Cli.Bench;

/// <summary>Decodes a folder of pictures and packs them as <c>data pack</c> does, down to the disk; a step is one pass over all of them.</summary>
internal sealed class PackSide(ImageCollection collection, int size, int workers) : IBenchSide
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ferkit-bench-");

    public string Name => "FerKit";

    public double Run(int steps)
    {
        string pack = Path.Combine(folder.FullName, "bench.pack");
        var clock = Stopwatch.StartNew();
        for (int i = 0; i < steps; i++) PackWriter.Write(collection, size, pack, workers);
        return steps * collection.Samples.Count / clock.Elapsed.TotalSeconds;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
