using FerKit.Data;
using FerKit.Evaluation;
using FerKit.Faces;

namespace FerKit.Tests.Evaluation;

[Collection("libtorch")]
public sealed class DisturbanceTests : IDisposable
{
    private const int Size = 40;

    private readonly ImageSet set = FaceSet.Draw(FaceLook.Wild, 6, 4, Size, 3);

    [Theory]
    [InlineData(DisturbanceKind.Cover)]
    [InlineData(DisturbanceKind.Blur)]
    [InlineData(DisturbanceKind.Noise)]
    [InlineData(DisturbanceKind.Darkness)]
    public void Apply_OfNothing_ChangesNothingAndOfMoreChangesMore(DisturbanceKind kind)
    {
        double before = 0;
        foreach (double share in new[] { 0, 0.05, 0.1, 0.3 })
        {
            using var found = Disturbance.Apply(set, [1, 4, 8], kind, share * Disturbance.Most(kind));
            Assert.Equal([set.Labels[1], set.Labels[4], set.Labels[8]], found.Labels);
            Assert.Equal(set.Subjects[4], found.Subjects[1]);
            double change = new[] { 1, 4, 8 }.Select((index, i) => Change(set.Pixels(index), found.Pixels(i))).Average();
            Assert.True(share == 0 ? change == 0 : change > before, $"{kind} {share}: {change} after {before}");
            before = change;
        }
    }

    [Fact]
    public void Apply_DependsOnThePictureAndNotOnItsPlace()
    {
        using var all = Disturbance.Apply(set, [.. Enumerable.Range(0, set.Count)], DisturbanceKind.Noise, 20);
        using var some = Disturbance.Apply(set, [7, 2], DisturbanceKind.Noise, 20);
        using var other = Disturbance.Apply(set, [7, 2], DisturbanceKind.Noise, 20, seed: 2);
        Assert.Equal(all.Pixels(7).ToArray(), some.Pixels(0).ToArray());
        Assert.Equal(all.Pixels(2).ToArray(), some.Pixels(1).ToArray());
        Assert.NotEqual(some.Pixels(0).ToArray(), other.Pixels(0).ToArray());
    }

    [Fact]
    public void Cover_HidesItsShareOfThePicture()
    {
        using var white = Plain(255);
        using var covered = Disturbance.Apply(white, [0], DisturbanceKind.Cover, 0.25);
        Assert.Equal(3 * Size * Size / 4, covered.Pixels(0).ToArray().Count(value => value == 128));
    }

    [Fact]
    public void CoverAt_HidesASquareAtItsPlace()
    {
        using var white = Plain(255);
        using var covered = Disturbance.CoverAt(white, [0], 0.25, x: 1, y: 0);
        byte[] pixels = covered.Pixels(0).ToArray();
        Assert.Equal(3 * Size * Size / 4, pixels.Count(value => value == 128));
        Assert.Equal([255, 128], [pixels[0], pixels[Size - 1]]);    // of the first row
        Assert.Equal(255, pixels[Size * Size - 1]);

        using var clear = Disturbance.CoverAt(white, [0], 0, 0.5, 0.5);
        Assert.Equal(white.Pixels(0).ToArray(), clear.Pixels(0).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => Disturbance.CoverAt(white, [0], 1.1, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Disturbance.CoverAt(white, [0], 0.1, -0.1, 0));
    }

    [Fact]
    public void Blur_KeepsAPlainPictureAndSpreadsAPointByItsDeviation()
    {
        using var plain = Plain(77);
        using var same = Disturbance.Apply(plain, [0], DisturbanceKind.Blur, 10);
        Assert.Equal(plain.Pixels(0).ToArray(), same.Pixels(0).ToArray());

        var pixels = new byte[3 * Size * Size];
        for (int row = 0; row < Size; row++) pixels[row * Size + 20] = 255;    // an upright line, in red
        using var line = Set(pixels);
        using var blurred = Disturbance.Apply(line, [0], DisturbanceKind.Blur, 5);    // two pixels
        double[] profile = [.. blurred.Pixels(0).Slice(20 * Size, Size).ToArray().Select(value => value / 255.0)];
        Assert.Equal(1, profile.Sum(), 0.03);
        Assert.Equal(4, profile.Select((weight, x) => weight * (x - 20) * (x - 20)).Sum(), 0.4);
    }

    [Fact]
    public void Noise_HasItsDeviation()
    {
        using var grey = Plain(128);
        using var noisy = Disturbance.Apply(grey, [0], DisturbanceKind.Noise, 15);
        double[] errors = [.. noisy.Pixels(0).ToArray().Select(value => value - 128.0)];
        Assert.Equal(0, errors.Average(), 0.8);
        Assert.Equal(15, Math.Sqrt(errors.Average(error => error * error)), 0.6);
    }

    [Fact]
    public void Darkness_HalvesTheLightWithEachStop()
    {
        using var grey = Plain(200);
        using var dark = Disturbance.Apply(grey, [0], DisturbanceKind.Darkness, 3);
        Assert.All(dark.Pixels(0).ToArray(), value => Assert.Equal(25, value));
    }

    [Fact]
    public void Apply_OfAStrengthOutOfRange_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Disturbance.Apply(set, [0], DisturbanceKind.Cover, 1.1));

    public void Dispose() => set.Dispose();

    private static double Change(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        double sum = 0;
        for (int i = 0; i < one.Length; i++) sum += Math.Abs(one[i] - other[i]);
        return sum / one.Length;
    }

    private static ImageSet Plain(byte value) => Set([.. Enumerable.Repeat(value, 3 * Size * Size)]);

    private static ImageSet Set(byte[] pixels) => new(pixels, Size, [0], [DataSplit.Test], [null], ["one"], ["a", "b"], "test");
}
