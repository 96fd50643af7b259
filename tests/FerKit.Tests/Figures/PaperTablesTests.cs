using System.Text.Json.Nodes;
using FerKit.Figures;

namespace FerKit.Tests.Figures;

public class PaperTablesTests
{
    [Fact]
    public void Samples_SumsOfBothTables_AreTheDataSetsOwn()
    {
        Assert.Equal((12271, 3068), (PaperSamples.RafDb.Sum(row => row.Train), PaperSamples.RafDb.Sum(row => row.Test)));
        Assert.Equal((28709, 3589, 3589), (PaperSamples.Fer2013.Sum(row => row.Train), PaperSamples.Fer2013.Sum(row => row.Validation), PaperSamples.Fer2013.Sum(row => row.Test)));
        Assert.Equal(12271 - 705, PaperSamples.RafDb.Sum(row => row.PrintedTrain));
    }

    [Fact]
    public void Table2_PrintedWronglyOrLeftOut_StandsOut()
    {
        JsonNode figure = Spec.Of(SampleTable.Table2());
        string[][] rows = figure.Rows();
        Assert.Equal(["disgust", "717", "478", "717", "160"], rows[5]);
        Assert.Equal(["anger", "left out", "left out", "705", "162"], rows[6]);
        Assert.Equal(["together (summed here)", "11,566", "3,224", "12,271", "3,068"], rows[7]);
        var wrong = Enumerable.Range(0, 8).SelectMany(row => Enumerable.Range(0, 5).Where(column => figure.Fill(row, column) == TableFigure.Wrong).Select(column => (row, column)));
        Assert.Equal([(5, 2), (6, 1), (6, 2)], wrong);
        Assert.Equal(TableFigure.Quoted, figure.Fill(0, 1));
    }

    [Fact]
    public void Table3_HasBothTestsOfFer2013()
    {
        string[][] rows = Spec.Of(SampleTable.Table3()).Rows();
        Assert.Equal(["happiness (\"Pleased\")", "7,215", "879", "7,215", "895", "879"], rows[1]);
        Assert.Equal(["together (summed here)", "24,714", "3,098", "28,709", "3,589", "3,589"], rows[7]);
    }

    [Fact]
    public void Table4_Counts_StandWhereThePaperHasThemAndGiveEquation6()
    {
        JsonNode figure = Spec.Of(ConfusionScheme.Table4(6, 1, 2, 11, "test"));
        string[][] texts = [.. figure["data"]![0]!["text"]!.AsArray().Select(Spec.Texts)];
        Assert.StartsWith("<b>TP = 6", texts[0][0], StringComparison.Ordinal);
        Assert.StartsWith("<b>FP = 1", texts[0][1], StringComparison.Ordinal);
        Assert.StartsWith("<b>FN = 2", texts[1][0], StringComparison.Ordinal);
        Assert.StartsWith("<b>TN = 11", texts[1][1], StringComparison.Ordinal);
        Assert.Contains("= 85.00 %", figure.Subtitle(), StringComparison.Ordinal);
        Assert.Equal("true value", (string?)figure["layout"]!["xaxis"]!["title"]!["text"]);
        Assert.Throws<ArgumentException>(() => ConfusionScheme.Table4(0, 0, 0, 0, "test"));
        Assert.Throws<ArgumentException>(() => ConfusionScheme.Table4(-1, 2, 0, 0, "test"));
    }

    [Fact]
    public void Table5_Measured_StandsBesideQuotedGreyColumns()
    {
        JsonNode figure = Spec.Of(AblationTable.Table5(new AblationColumn("built-in wild faces", [new(0.7411, 0.0123, 3), null, new(0.75, double.NaN, 1), new(1, 0, 2)])));
        Assert.Equal(
        [
            ["–", "–", "74.11 ± 1.23 % (3)", "83.38 %", "96.92 %"],
            ["✓", "–", "not run", "84.69 %", "98.88 %"],
            ["–", "✓", "75.00 % (1)", "84.15 %", "98.21 %"],
            ["✓", "✓", "100.00 ± 0.00 % (2)", "85.07 %", "99.35 %"],
        ], figure.Rows());
        Assert.Equal(["<b>LFA</b>", "<b>MGC</b>", "<b>built-in wild faces</b>", "<b>RAF-DB, quoted</b>", "<b>CK+, quoted</b>"], figure["data"]![0]!["header"]!["values"].Texts());
        Assert.Equal((TableFigure.Quoted, TableFigure.Quoted, "#FFFFFF"), (figure.Fill(0, 3), figure.Fill(3, 4), figure.Fill(0, 2)));
        Assert.Contains("built-in wild faces", figure.Title(), StringComparison.Ordinal);
    }

    [Fact]
    public void Tables6And7_WithoutMeasurements_AreThePapers()
    {
        Assert.Equal([["Baseline", "83.38 %", "96.92 %"], ["Asymmetric convolution", "83.87 %", "97.84 %"], ["Feature map segmentation", "84.26 %", "98.42 %"],
            ["Local feature enhancement", "84.69 %", "98.88 %"]], Spec.Of(AblationTable.Table6()).Rows());
        Assert.Equal([["Baseline", "83.38 %", "96.92 %"], ["Multi-scale modules", "83.72 %", "97.33 %"], ["Fusion convolutional attention", "83.96 %", "97.58 %"],
            ["Global information association", "84.15 %", "98.21 %"]], Spec.Of(AblationTable.Table7()).Rows());
        Assert.Contains("quoted from the paper", Spec.Of(AblationTable.Table7()).Subtitle(), StringComparison.Ordinal);
    }

    [Fact]
    public void Table6_ColumnOfAnotherLengthOrPercent_IsRefused()
    {
        Assert.Contains("2 rows; the table has 4", Assert.Throws<ArgumentException>(() => AblationTable.Table6(new AblationColumn("d", [null, null]))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => AblationTable.Table6(new AblationColumn("d", [new(84, 1, 3), null, null, null])));
    }

    [Fact]
    public void Table_MoreColumnsThanThePageHolds_HasRoomForTwoLines()
    {
        AblationColumn column = new("built-in wild faces", [null, null, null, null]);
        Assert.True(AblationTable.Table6(column, column, column).Height > AblationTable.Table6(column).Height + 4 * 16);
    }
}
