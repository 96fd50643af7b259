using FerKit.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Tests.Training;

[Collection("libtorch")]
public sealed class AugmentationTests
{
    private static readonly Augmentation Nothing = new(false, 0);

    private static readonly Augmentation Everything = new(true, 0.1)
    {
        Rotation = 15, Brightness = 0.3, Contrast = 0.3, Saturation = 0.3, Erasing = 0.5, Occlusion = 0.5,
    };

    [Fact]
    public void Apply_OfNothing_CopiesThePictures()
    {
        using var scope = NewDisposeScope();
        var pictures = Pictures(4, 8).to(ScalarType.Float32);
        var result = Nothing.Apply(pictures, new SeededRandom(1));
        Assert.True(Same(pictures, result));
        result.zero_();
        Assert.False(Same(pictures, result));
    }

    [Fact]
    public void Apply_OfFlipsAlone_MirrorsSomeAndNoOthers()
    {
        using var scope = NewDisposeScope();
        var pictures = Pictures(64, 4);
        var result = new Augmentation(true, 0).Apply(pictures, new SeededRandom(1));
        int mirrored = 0;
        for (int i = 0; i < 64; i++)
        {
            bool same = Same(result[i], pictures[i]);
            Assert.True(same || Same(result[i], pictures[i].flip(2)));
            mirrored += same ? 0 : 1;
        }
        Assert.InRange(mirrored, 16, 48);
    }

    [Fact]
    public void Apply_WithTheSameSeed_GivesTheSameAndWithAnotherNot()
    {
        using var scope = NewDisposeScope();
        var pictures = Pictures(8, 32);
        var before = pictures.clone();
        manual_seed(1);
        var once = Everything.Apply(pictures, new SeededRandom(1));
        var next = rand(3);
        manual_seed(2);
        var again = Everything.Apply(pictures, new SeededRandom(1));
        manual_seed(1);
        Assert.True(Same(once, again));
        Assert.True(Same(next, rand(3)), "the global generator moved");
        Assert.True(Same(before, pictures), "the batch was changed");
        Assert.False(Same(once, Everything.Apply(pictures, new SeededRandom(2))));
        Assert.InRange(once.min().item<float>(), 0, 255);
        Assert.InRange(once.max().item<float>(), 0, 255);
    }

    [Fact]
    public void Apply_TwiceFromOneSequence_DrawsAnew()
    {
        using var scope = NewDisposeScope();
        var (pictures, random) = (Pictures(8, 32), new SeededRandom(1));
        Assert.False(Same(Everything.Apply(pictures, random), Everything.Apply(pictures, random)));
    }

    [Fact]
    public void Apply_TurnedByAlmostNothing_FlipsAndShiftsAsWithoutTurning()
    {
        using var scope = NewDisposeScope();
        var (pictures, plain) = (Pictures(32, 32), new Augmentation(true, 0.2));
        var expected = plain.Apply(pictures, new SeededRandom(4));
        var turned = (plain with { Rotation = 1e-9 }).Apply(pictures, new SeededRandom(4));
        Assert.True((expected - turned).abs().max().item<float>() < 0.01);
    }

    [Fact]
    public void Apply_WithColour_LeavesTheOccludersAsTheyWere()
    {
        using var scope = NewDisposeScope();
        var pictures = Pictures(32, 32);
        var plain = new Augmentation(true, 0.2) { Occlusion = 1 };
        var without = plain.Apply(pictures, new SeededRandom(5));
        // Brightness leaves black as it is, so that the occluders stand out.
        var with = (plain with { Brightness = 1 }).Apply(pictures * 0, new SeededRandom(5));
        var occluded = with.ne(0).any(1, keepdim: true).expand(32, 3, 32, 32);
        Assert.True(Same(with.masked_select(occluded), without.masked_select(occluded)));
        Assert.True(occluded.any().item<bool>());
    }

    [Fact]
    public void Apply_OfErasing_FillsARectangleOfSomeAndLeavesTheRest()
    {
        using var scope = NewDisposeScope();
        const int count = 400;
        var pictures = full([count, 3, 32, 32], -1, dtype: ScalarType.Float32);
        var erased = (Nothing with { Erasing = 0.3 }).Apply(pictures, new SeededRandom(6)).ne(-1).all(1);      // (n, S, S)
        int some = 0;
        for (int i = 0; i < count; i++)
        {
            long rows = erased[i].any(1).sum().item<long>(), columns = erased[i].any(0).sum().item<long>(), pixels = erased[i].sum().item<long>();
            Assert.Equal(rows * columns, pixels);
            some += pixels > 0 ? 1 : 0;
        }
        Assert.InRange(some, 0.22 * count, 0.38 * count);
    }

    [Fact]
    public void Apply_OfOcclusion_HidesPartsOfSomeAndLeavesTheRest()
    {
        using var scope = NewDisposeScope();
        const int count = 400;
        var pictures = full([count, 3, 32, 32], -1, dtype: ScalarType.Float32);
        var result = (Nothing with { Occlusion = 0.4 }).Apply(pictures, new SeededRandom(7));
        var hidden = result.ne(-1).all(1);
        double[] shares = [.. hidden.to(ScalarType.Float64).mean([1, 2]).data<double>()];
        Assert.All(shares.Where(share => share > 0), share => Assert.InRange(share, 0.03, 0.5));
        // Eyes lie at 0.42 of the height, mouths at 0.76: about half each; the forehead's top is never hidden.
        int some = shares.Count(share => share > 0), mouths = Enumerable.Range(0, count).Count(i => hidden[i, 24].any().item<bool>());
        Assert.InRange(some, 0.32 * count, 0.48 * count);
        Assert.InRange(mouths, 0.4 * some, 0.65 * some);
        Assert.InRange(Enumerable.Range(0, count).Count(i => hidden[i, 13].any().item<bool>()), 0.4 * some, 0.65 * some);
        Assert.False(hidden[.., 0, ..].any().item<bool>());
        // Of one colour or of noise: about half each.
        int plain = Enumerable.Range(0, count).Count(i => shares[i] > 0 && OneValue(result[i, 0].masked_select(hidden[i])));
        Assert.InRange(plain, 0.35 * some, 0.65 * some);
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, Math.PI)]
    public void Mask_OfKnownExtent_HasTheAreaOfItsShape(float roundness, double area)
    {
        using var scope = NewDisposeScope();
        foreach (double tilt in (double[])[0, 0.4])
        {
            var numbers = tensor((float[])[0.5f, 0.55f, 0.3f, 0.1f, (float)Math.Cos(tilt), (float)Math.Sin(tilt), roundness, 0, 1, 2, 3], [1, 11]);
            var mask = FerKit.Training.Augmentations.RandomOccluder.Mask(numbers, 512).to(ScalarType.Float64);
            Assert.Equal(area * 0.3 * 0.1, mask.mean().item<double>(), 2e-3);
            var places = (arange(512, dtype: ScalarType.Float64) + 0.5) / 512;
            Assert.Equal(0.5, ((mask * places).sum() / mask.sum()).item<double>(), 1e-3);
            Assert.Equal(0.55, ((mask * places.unsqueeze(1)).sum() / mask.sum()).item<double>(), 1e-3);
        }
    }

    [Theory]
    [InlineData(2, 1, 8, 8)]
    [InlineData(2, 3, 8, 9)]
    public void Apply_ToAnotherShape_SaysWhichIsNeeded(params int[] shape)
    {
        using var pictures = zeros([.. shape.Select(side => (long)side)]);
        var error = Assert.Throws<ArgumentException>(() => Everything.Apply(pictures, new SeededRandom(1)));
        Assert.Contains("must be (n, 3, S, S)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_OutOfTheirRange_AreRefusedByName()
    {
        (string Name, Func<Augmentation> Make)[] wrong =
        [
            ("Shift", () => new Augmentation(true, 0.6)), ("Shift", () => Nothing with { Shift = -0.1 }), ("Rotation", () => Nothing with { Rotation = 181 }),
            ("Brightness", () => Nothing with { Brightness = 1.1 }), ("Contrast", () => Nothing with { Contrast = double.NaN }), ("Saturation", () => Nothing with { Saturation = -1 }),
            ("Erasing", () => Nothing with { Erasing = 2 }), ("ErasingArea", () => Nothing with { ErasingArea = 0.01 }), ("Occlusion", () => Nothing with { Occlusion = -0.5 }),
        ];
        foreach (var (name, make) in wrong)
            Assert.StartsWith($"{name} is ", Assert.Throws<ArgumentException>(make).Message, StringComparison.Ordinal);
    }

    private static bool OneValue(Tensor values) => Same(values, values[0]);

    private static bool Same(Tensor a, Tensor b) => a.eq(b).all().item<bool>();

    private static Tensor Pictures(int count, int side)
    {
        var bytes = new byte[count * 3 * side * side];
        new SeededRandom(9).Fill(bytes);
        return tensor(bytes, [count, 3, side, side]);
    }
}
