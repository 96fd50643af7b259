using System.Globalization;
using FerKit.Figures;

namespace FerKit.Tests.Figures;

public sealed class PaletteTests
{
    // Machado, Oliveira and Fernandes 2009, severity 1: what a reader sees, in linear RGB.
    private static readonly Dictionary<string, double[][]> Readers = new()
    {
        ["all cones"] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        ["protanopia"] = [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
        ["deuteranopia"] = [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
        ["tritanopia"] = [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    };

    [Theory]
    [InlineData("all cones")]
    [InlineData("protanopia")]
    [InlineData("deuteranopia")]
    [InlineData("tritanopia")]
    public void Series_AnyTwoColours_AreToldApart(string reader)
    {
        double[][] colours = [.. Palette.Series.Select(hex => Lab(hex, Readers[reader]))];
        for (int i = 0; i < colours.Length; i++)
            for (int j = 0; j < i; j++)
            {
                double apart = Math.Sqrt(colours[i].Zip(colours[j], (a, b) => (a - b) * (a - b)).Sum());
                Assert.True(apart > 15, $"{Palette.Series[i]} and {Palette.Series[j]} are {apart:F1} apart (CIE76)");
            }
    }

    private static double[] Lab(string hex, double[][] reader)
    {
        double[] linear = [.. Enumerable.Range(0, 3).Select(i => Linear(int.Parse(hex.AsSpan(1 + 2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0))];
        double[] seen = [.. reader.Select(row => Math.Clamp(row.Zip(linear, (a, b) => a * b).Sum(), 0, 1))];
        double x = F((0.4124564 * seen[0] + 0.3575761 * seen[1] + 0.1804375 * seen[2]) / 0.95047);
        double y = F(0.2126729 * seen[0] + 0.7151522 * seen[1] + 0.0721750 * seen[2]);
        double z = F((0.0193339 * seen[0] + 0.1191920 * seen[1] + 0.9503041 * seen[2]) / 1.08883);
        return [116 * y - 16, 500 * (x - y), 200 * (y - z)];

        static double Linear(double c) => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);

        static double F(double t) => t > 0.008856 ? Math.Cbrt(t) : 7.787 * t + 16.0 / 116;
    }
}
