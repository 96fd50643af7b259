using FerKit.Data;
using FerKit.Faces;
using FerKit.Imaging;

namespace FerKit.Tests.Data;

/// <summary>A pack that was begun is gone on with only where all that makes it is the same.</summary>
public sealed class PackFingerprintTests
{
    private static readonly Sample Picture = new("/no/such/folder", "a.png", 1, DataSplit.Train, "ada") { Sequence = "ada_1", Face = new FaceBox(1, 2, 3, 4, 1) };

    public static TheoryData<string, Func<Sample, Sample>> Changes => new()
    {
        { "label", sample => sample with { Label = 0 } },
        { "split", sample => sample with { Split = DataSplit.Test } },
        { "person", sample => sample with { Subject = "eva" } },
        { "sequence", sample => sample with { Sequence = "ada_2" } },
        { "face", sample => sample with { Face = new FaceBox(1, 2, 3, 5, 1) } },
        { "no face", sample => sample with { Face = null } },
        { "file", sample => sample with { File = "b.png" } },
        { "part", sample => sample with { Part = "0-x/" } },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Of_OneThingOfASampleChanged_Differs(string what, Func<Sample, Sample> change) =>
        Assert.True(PackFingerprint.Of(Set(Picture), 16) != PackFingerprint.Of(Set(change(Picture)), 16), $"the {what} is not in the fingerprint");

    [Fact]
    public void Of_AnotherSizeNameOrLimit_Differs()
    {
        ImageCollection set = Set(Picture);
        string[] all =
        [
            PackFingerprint.Of(set, 16), PackFingerprint.Of(set, 17), PackFingerprint.Of(set with { Name = "y" }, 16),
            PackFingerprint.Of(set with { ClassNames = ["b", "a"] }, 16), PackFingerprint.Of(set with { Limits = new ImageLimits(100) }, 16),
        ];
        Assert.Equal(all.Length, all.Distinct().Count());
    }

    [Fact]
    public void Of_TheSamePicturesElsewhere_IsEqual() =>
        Assert.Equal(PackFingerprint.Of(Set(Picture), 16), PackFingerprint.Of(Set(Picture with { Root = "/nor/this/one" }), 16));

    private static ImageCollection Set(Sample sample) => new("x", ["a", "b"], [sample]);
}
