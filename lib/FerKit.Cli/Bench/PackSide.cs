using System.Diagnostics;
using FerKit.Data;

namespace FerKit.Cli.Bench;

/// <summary>Decodes a folder of pictures to squares of uint8; a step is one pass over all of them.</summary>
internal sealed class DecodeSide(ImageCollection collection, int size, int workers) : IBenchSide
{
    public string Name => "FerKit";

    public double Run(int steps)
    {
        var clock = Stopwatch.StartNew();
        for (int i = 0; i < steps; i++) CollectionDecoder.Decode(collection, size, workers).Dispose();
        return steps * collection.Samples.Count / clock.Elapsed.TotalSeconds;
    }

    public void Dispose()
    {
    }
}
