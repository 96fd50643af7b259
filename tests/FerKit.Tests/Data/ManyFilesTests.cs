using FerKit.Data;
using FerKit.Data.Readers;

namespace FerKit.Tests.Data;

/// <summary>A set of 300,000 files is listed in under 300 MB: what a sample holds, measured while no other test runs.</summary>
[Collection(nameof(ManyFilesTests))]
public sealed class ManyFilesTests : IDisposable
{
    private const int Count = 7_000, MostBytesASample = 240;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("CAER-S")]
    [InlineData("a-folder-of-a-long-name-that-no-sample-may-hold-again/a-folder-of-a-long-name-that-no-sample-may-hold-again/CAER-S")]
    public void Read_ManyFiles_HoldsLittleOfEachWhereverTheyLie(string root)
    {
        string[] classes = ["Anger", "Disgust", "Fear", "Happy", "Neutral", "Sad", "Surprise"];
        for (int i = 0; i < Count; i++) folder.Write($"{root}/{(i % 2 == 0 ? "train" : "test")}/{classes[i % 7]}/{i:D6}.png", []);
        CaerS.Read(folder.File(root));
        long before = GC.GetTotalMemory(forceFullCollection: true);
        ImageCollection found = CaerS.Read(folder.File(root));
        long held = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.Equal(Count, found.Samples.Count);
        Assert.InRange(held / Count, 1, MostBytesASample);
    }
}

/// <summary>Alone, for memory is counted for the whole process.</summary>
[CollectionDefinition(nameof(ManyFilesTests), DisableParallelization = true)]
public sealed class AloneCollection;
