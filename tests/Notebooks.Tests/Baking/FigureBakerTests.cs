using FerKit.Figures;
using FerKit.Imaging;
using FerKit.Notebooks.Baking;

namespace FerKit.Notebooks.Tests.Baking;

[Trait("Category", "Slow")]
public sealed class FigureBakerTests : IClassFixture<FigureBakerTests.OneBaker>
{
    public sealed class OneBaker : IDisposable
    {
        public FigureBaker Baker { get; } = FigureBaker.Open();

        public void Dispose() => Baker.Dispose();
    }

    private readonly FigureBaker _baker;

    public FigureBakerTests(OneBaker one) => _baker = one.Baker;

    private static readonly string Chart = new PlotlyFigure("Two bars").Add(PlotlyTrace.Bars("b", ["x", "y"], [1, 2]).WithColor(Palette.Vermillion)).WithHeight(300).ToJson();

    [Theory]
    [InlineData(400, null, 1, 400, 300)]
    [InlineData(400, 200, 2, 800, 400)]
    [InlineData(333, 251, 1.5, 499, 376)]
    public void Png_Sizes_AreExactAndTheSeriesIsThereInItsColour(int width, int? height, double scale, int pixelsAcross, int pixelsDown)
    {
        RgbImage picture = ImageCodec.Default.Decode(_baker.Png(Chart, width, height, scale), "chart");
        Assert.InRange(picture.Width, pixelsAcross, pixelsAcross + 1);
        Assert.InRange(picture.Height, pixelsDown, pixelsDown + 1);
        int vermillion = Enumerable.Range(0, picture.Width * picture.Height).Count(i => picture.Pixels.AsSpan(3 * i, 3).SequenceEqual((byte[])[0xD5, 0x5E, 0x00]));
        Assert.InRange(vermillion, picture.Width * picture.Height / 20, picture.Width * picture.Height);
    }

    [Fact]
    public void PngAndSvg_EqualCharts_AreEqual()
    {
        Assert.Equal(_baker.Png(Chart), _baker.Png(Chart));
        string svg = _baker.Svg(Chart, 500);
        Assert.Equal(svg, _baker.Svg(Chart, 500));
        Assert.StartsWith("<svg", svg, StringComparison.Ordinal);
        Assert.Contains("width=\"500\" height=\"300\"", svg, StringComparison.Ordinal);
        Assert.Contains("Two bars", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Png_ChartWithoutAHeight_HasTheUsualOne() =>
        Assert.Equal(FigureBaker.UsualHeight, ImageCodec.Default.Decode(_baker.Png("""{"data": []}""", 100, null, 1), "chart").Height);

    [Theory]
    [InlineData("{", "it is no JSON")]
    [InlineData("[]", "a list 'data'")]
    [InlineData("""{"data": {}}""", "a list 'data'")]
    [InlineData("""{"data": [], "layout": 3}""", "an object 'layout'")]
    [InlineData("""{"data": [3], "layout": {"xaxis": 4}}""", "plotly.js cannot draw the chart")]
    public void Png_NoChart_SaysWhy(string json, string says)
    {
        string message = Assert.Throws<FerKitException>(() => _baker.Png(json)).Message;
        Assert.Contains(says, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.NotEmpty(_baker.Png(Chart));    // and the next one is drawn
    }

    [Fact]
    public void Png_SizesOutOfTheirRanges_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _baker.Png(Chart, 20));
        Assert.Throws<ArgumentOutOfRangeException>(() => _baker.Png(Chart, 900, 9000));
        Assert.Throws<ArgumentOutOfRangeException>(() => _baker.Png(Chart, 900, 300, double.NaN));
    }

    [Fact]
    public void Dispose_Browser_LeavesNoProfileBehind()
    {
        string profile;
        using (var browser = new HeadlessBrowser(BrowserProgram.Find()))
        {
            profile = browser.Profile;
            Assert.True(Directory.Exists(profile));
        }
        Assert.False(Directory.Exists(profile));
    }
}
