using FerKit.Evaluation;
using FerKit.Imaging;

namespace FerKit.Tests.Evaluation;

public class HeatShareTests
{
    private static readonly RgbImage Black = new(4, 4);

    [Fact]
    public void OnChange_EvenHeat_IsOneWhateverChanged() =>
        Assert.Equal(1, HeatShare.OnChange(new HeatMap(2, 2, [0.5f, 0.5f, 0.5f, 0.5f]), Black, Changed(5)), 6);

    [Fact]
    public void OnChange_HeatBesideTheChange_IsNoneAndAllOnItIsTheInverseArea()
    {
        var values = new float[16];
        values[5] = 1;
        var map = new HeatMap(4, 4, values);
        Assert.Equal(0, HeatShare.OnChange(map, Black, Changed(0, 15)));
        Assert.Equal(8, HeatShare.OnChange(map, Black, Changed(5, 0)), 6);
    }

    [Fact]
    public void OnChange_NothingToShare_IsNoNumberAndOtherSizesAreRefused()
    {
        Assert.True(double.IsNaN(HeatShare.OnChange(new HeatMap(1, 1, [1]), Black, Black)));
        Assert.True(double.IsNaN(HeatShare.OnChange(new HeatMap(1, 1, [0]), Black, Changed(3))));
        Assert.Contains("one size", Assert.Throws<ArgumentException>(() => HeatShare.OnChange(new HeatMap(1, 1, [1]), Black, new RgbImage(2, 4))).Message, StringComparison.Ordinal);
    }

    // One sample of each of these pixels is other than black.
    private static RgbImage Changed(params int[] pixels)
    {
        var image = new RgbImage(4, 4);
        foreach (int pixel in pixels) image.Pixels[(3 * pixel) + 1] = 9;
        return image;
    }
}
