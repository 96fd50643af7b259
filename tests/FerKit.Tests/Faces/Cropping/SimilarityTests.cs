using FerKit.Faces;
using FerKit.Faces.Cropping;

namespace FerKit.Tests.Faces.Cropping;

public sealed class SimilarityTests
{
    [Theory]
    [InlineData(1, 0, 0, 0)]
    [InlineData(0.4, 0.7, -30, 12)]
    [InlineData(3, -2.9, 100, -5)]
    public void Fit_OfTransformedPoints_RecoversTheTransform(double scale, double angle, double x, double y)
    {
        var known = new Similarity(scale * Math.Cos(angle), scale * Math.Sin(angle), x, y);
        FacePoint[] from = [.. FaceSquare.Template];
        var fitted = Similarity.Fit(from, [.. from.Select(known.Apply)]);
        Assert.Equal(scale, fitted.Scale, 1e-5);
        Assert.Equal(angle, fitted.Angle, 1e-5);
        Assert.Equal(x, fitted.X, 1e-3);
        Assert.Equal(y, fitted.Y, 1e-3);
    }

    [Fact]
    public void Inverse_OfATransform_BringsPointsBack()
    {
        var known = new Similarity(0.3, -1.2, 40, -7);
        foreach (FacePoint point in FaceSquare.Template)
        {
            FacePoint back = known.Inverse.Apply(known.Apply(point));
            Assert.Equal(point.X, back.X, 1e-4f);
            Assert.Equal(point.Y, back.Y, 1e-4f);
        }
    }

    [Fact]
    public void Fit_OfNoisyPoints_HasTheLeastSquares()
    {
        var random = new Random(4);
        FacePoint[] from = [.. FaceSquare.Template], to = [.. from.Select(point => new FacePoint(point.Y + 9 * random.NextSingle(), 9 * random.NextSingle() - point.X))];
        var fitted = Similarity.Fit(from, to);
        double least = Squares(fitted);
        foreach (double step in (double[])[-1e-3, 1e-3])
        {
            Assert.True(Squares(fitted with { A = fitted.A + step }) > least);
            Assert.True(Squares(fitted with { B = fitted.B + step }) > least);
            Assert.True(Squares(fitted with { X = fitted.X + 100 * step }) > least);
            Assert.True(Squares(fitted with { Y = fitted.Y + 100 * step }) > least);
        }

        double Squares(Similarity one) => from.Zip(to).Sum(pair =>
        {
            double x = one.A * pair.First.X - one.B * pair.First.Y + one.X - pair.Second.X, y = one.B * pair.First.X + one.A * pair.First.Y + one.Y - pair.Second.Y;
            return x * x + y * y;
        });
    }

    [Fact]
    public void Fit_OfMirroredPoints_DoesNotMirror()
    {
        FacePoint[] from = [new(-5, -2), new(5, -2), new(-5, 2), new(5, 2)], to = [.. from.Select(point => point with { X = -point.X })];
        // Upside down is nearer than upright: the long side counts most.
        var fitted = Similarity.Fit(from, to);
        Assert.Equal(Math.PI, Math.Abs(fitted.Angle), 1e-6);
        Assert.Equal((100 - 16) / 116.0, fitted.Scale, 1e-6);
    }

    [Fact]
    public void Fit_OfPointsInOnePlace_SaysSo() =>
        Assert.Contains("in one place", Assert.Throws<ArgumentException>(() => Similarity.Fit([new(1, 1), new(1, 1)], [new(1, 1), new(2, 2)])).Message, StringComparison.Ordinal);

    [Fact]
    public void Fit_OfTooFewPoints_SaysSo() =>
        Assert.Contains("1 points for 1", Assert.Throws<ArgumentException>(() => Similarity.Fit([new(1, 1)], [new(1, 1)])).Message, StringComparison.Ordinal);
}
