using FerKit.Faces;
using FerKit.Figures;
using FerKit.Imaging;

namespace FerKit.Tests.Figures;

[Collection("libtorch")]
public sealed class AugmentationSheetTests
{
    private static readonly RgbImage[] Faces = [.. BuiltInFaces.Draw(FaceLook.Wild, 8, 0, 64, 2).Select(face => face.Image)];

    [Fact]
    public void Draw_OfTheStandardRows_ShowsTheFacesFirstAndChangesThemInEachRow()
    {
        var sheet = AugmentationSheet.Draw(Faces, AugmentationSheet.Standard, 1, 64);
        for (int row = 0; row <= AugmentationSheet.Standard.Count; row++)
            Assert.Equal(row == 0, Enumerable.Range(0, Faces.Length).All(column => Cell(sheet, row, column).SequenceEqual(Faces[column].Pixels)));
        Assert.Equal(sheet.Pixels, AugmentationSheet.Draw(Faces, AugmentationSheet.Standard, 1, 64).Pixels);
    }

    [Fact]
    public void Draw_WithoutFacesOrOfAnOddSide_IsRefused()
    {
        Assert.Contains("no face", Assert.Throws<ArgumentException>(() => AugmentationSheet.Draw([], AugmentationSheet.Standard, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => AugmentationSheet.Draw(Faces, AugmentationSheet.Standard, 1, 16));
    }

    // One picture of the grid.
    private static byte[] Cell(RgbImage sheet, int row, int column)
    {
        int left = 12 + column * (64 + 10), top = 12 + CaptionFont.Title.Height + 10 + row * (64 + 4 + CaptionFont.Caption.Height + 10);
        return [.. Enumerable.Range(top, 64).SelectMany(y => sheet.Row(y).Slice(3 * left, 3 * 64).ToArray())];
    }
}
