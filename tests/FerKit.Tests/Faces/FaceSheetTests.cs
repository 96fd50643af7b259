using System.Runtime.CompilerServices;
using FerKit.Faces;
using FerKit.Imaging;

namespace FerKit.Tests.Faces;

public sealed class FaceSheetTests
{
    [Fact]
    public void Draw_Sheet_HoldsEveryExpressionOfEveryRow()
    {
        const int side = 64, rows = 3 + 6 + 6;    // a narrower sheet is as wide as its title
        RgbImage sheet = FaceSheet.Draw(side);
        Assert.Equal(2 * 12 + 7 * side + 6 * 10, sheet.Width);
        Assert.True(sheet.Height > rows * side && sheet.Height < rows * side * 3);
        // The middle of the first face of the first look, somewhere in its column.
        RgbImage lab = FaceRenderer.Draw(BuiltInFaces.Describe(FaceLook.Lab, 1, 0, 0).Single().Parameters, side);
        Assert.Contains(Enumerable.Range(0, sheet.Height), y => sheet.Row(y).Slice(12 * 3, side * 3).SequenceEqual(lab.Row(side / 2)));
        Assert.Equal(sheet.Pixels, FaceSheet.Draw(side).Pixels);
        Assert.NotEqual(sheet.Pixels, FaceSheet.Draw(side, 1).Pixels);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(161)]
    public void Draw_SideOutOfRange_NamesIt(int side) =>
        Assert.Equal("side", Assert.Throws<ArgumentOutOfRangeException>(() => FaceSheet.Draw(side)).ParamName);

    [Fact]
    public void UnitTable_InTheDocumentation_IsTheCodes()
    {
        string text = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "data", "faces.md")).ReplaceLineEndings("\n");
        Assert.Contains($"\n\n{UnitTable.Markdown()}\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void UnitTable_Rows_NameTheUnitsThatAreDrawn()
    {
        string[] lines = UnitTable.Markdown().TrimEnd().Split('\n');
        Assert.Equal(2 + 7 + 1, lines.Length);
        Assert.Equal("| happiness | AU6 0.75, AU12 0.85 | AU25 0.65 (75 %), AU26 0.25 (30 %) |", lines[3]);
        Assert.Equal("| neutral |  |  |", lines[2]);
    }

    [Fact]
    public void Scaled_Units_AreThatPartOfThemselves()
    {
        var units = new ActionUnits { AU6 = 0.5f, AU12 = 1 };
        Assert.Equal(new ActionUnits { AU6 = 0.25f, AU12 = 0.5f }, units.Scaled(0.5f));
        Assert.Equal(ActionUnits.None, units.Scaled(0));
        Assert.Equal("factor", Assert.ThrowsAny<ArgumentException>(() => units.Scaled(1.1f)).ParamName);
    }

    private static string Here([CallerFilePath] string here = "") => here;
}
