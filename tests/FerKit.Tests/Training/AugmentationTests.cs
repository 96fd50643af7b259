using FerKit.Training;
using static TorchSharp.torch;

namespace FerKit.Tests.Training;

[Collection("libtorch")]
public sealed class AugmentationTests
{
    [Fact]
    public void Apply_OfNothing_LeavesThePictures()
    {
        using var scope = NewDisposeScope();
        var pictures = randn(4, 3, 8, 8);
        Assert.True(pictures.eq(new Augmentation(false, 0).Apply(pictures, new SeededRandom(1))).all().item<bool>());
    }

    [Fact]
    public void Apply_OfFlipsAlone_MirrorsSomeAndNoOthers()
    {
        using var scope = NewDisposeScope();
        var pictures = randn(64, 3, 4, 4);
        var result = new Augmentation(true, 0).Apply(pictures, new SeededRandom(1));
        int mirrored = 0;
        for (int i = 0; i < 64; i++)
        {
            bool same = result[i].eq(pictures[i]).all().item<bool>();
            Assert.True(same || result[i].eq(pictures[i].flip(2)).all().item<bool>());
            mirrored += same ? 0 : 1;
        }
        Assert.InRange(mirrored, 16, 48);
    }

    [Fact]
    public void Apply_WithTheSameSeed_GivesTheSameAndWithAnotherNot()
    {
        using var scope = NewDisposeScope();
        var pictures = randn(8, 3, 16, 16);
        var (one, two, other) = (Shifted(1), Shifted(1), Shifted(2));
        Assert.True(one.eq(two).all().item<bool>());
        Assert.False(one.eq(other).all().item<bool>());
        // A shift moves pixels and reflects the border: no new values.
        Assert.True(one.abs().max().item<float>() <= pictures.abs().max().item<float>());

        Tensor Shifted(ulong seed) => new Augmentation(true, 0.2).Apply(pictures, new SeededRandom(seed));
    }
}
