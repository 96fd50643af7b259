using FerKit.Faces.Cropping;

namespace FerKit.Tests.Faces.Cropping;

public sealed class CropNamesTests
{
    [Fact]
    public void Of_Photographs_ReplacesTheExtension() => Assert.Equal(["x/a.png"], new CropNames(["x/a.jpg"]).Of(0, 1));

    [Fact]
    public void Of_SeveralFaces_NumbersThemFromTheSecond() => Assert.Equal(["a.png", "a.face2.png", "a.face3.png"], new CropNames(["a.jpg"]).Of(0, 3));

    [Fact]
    public void Of_NoFace_NamesNothing() => Assert.Empty(new CropNames(["a.jpg"]).Of(0, 0));

    [Theory]
    [InlineData("a.jpg", "a.png")]
    [InlineData("a.jpg", "A.png")]
    [InlineData("a.jpg", "a.bmp", "a.jpg.png", "b/a.jpg", "a.jpg.png.bmp")]
    [InlineData("a.jpg", "a.face2.jpg", "a.face3.bmp")]
    public void Of_NamesThatMeet_KeepsThemApart(params string[] photographs)
    {
        var names = new CropNames(photographs);
        string[] all = [.. photographs.SelectMany((_, i) => names.Of(i, 3))];
        Assert.Equal(3 * photographs.Length, all.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(all, name => Assert.EndsWith(".png", name, StringComparison.Ordinal));
    }
}
