using System.Text.Json.Nodes;

namespace FerKit.Figures;

/// <summary>One picture's place on a map of features.</summary>
/// <param name="X">Its first coordinate.</param>
/// <param name="Y">Its second.</param>
/// <param name="Class">The number of its true class.</param>
/// <param name="Right">Was it classified rightly?</param>
public sealed record EmbeddedPicture(double X, double Y, int Class, bool Right);

/// <summary>Features of pictures brought down to two dimensions: a colour and a shape a class, a cross what was classified wrongly.</summary>
public static class EmbeddingFigure
{
    private static readonly string[] Shapes = ["circle", "square", "diamond", "triangle-up", "triangle-down", "pentagon", "star", "hexagon"];

    /// <summary>Draws the map.</summary>
    /// <param name="pictures">The points.</param>
    /// <param name="classNames">The classes.</param>
    /// <param name="method">How the features were brought down: "PCA", "t-SNE".</param>
    /// <param name="title">What it shows.</param>
    /// <exception cref="ArgumentException">No picture, or one of a class that has no name.</exception>
    public static PlotlyFigure Create(IReadOnlyList<EmbeddedPicture> pictures, IReadOnlyList<string> classNames, string method, string title)
    {
        if (pictures.Count == 0)
            throw new ArgumentException("There is no picture to draw.", nameof(pictures));
        if (pictures.FirstOrDefault(picture => picture.Class < 0 || picture.Class >= classNames.Count) is { } odd)
            throw new ArgumentException($"A picture is of class {odd.Class}; there are {classNames.Count} classes.", nameof(pictures));
        int wrong = pictures.Count(picture => !picture.Right);
        PlotlyFigure figure = new PlotlyFigure(title)
            .WithSubtitle($"{method} of the features of {pictures.Count} pictures, coloured by their true class. Crosses: classified wrongly ({wrong}).")
            .WithAxes(new PlotlyAxis($"{method} 1") { Labels = false }, new PlotlyAxis($"{method} 2") { Labels = false })
            .With("legend", new JsonObject { ["itemsizing"] = "constant" })
            .WithHeight(480);
        foreach (int k in Enumerable.Range(0, classNames.Count))
            foreach (bool right in (bool[])[true, false])
            {
                EmbeddedPicture[] mine = [.. pictures.Where(picture => picture.Class == k && picture.Right == right)];
                bool entry = right || !pictures.Any(picture => picture.Class == k && picture.Right);
                if (mine.Length > 0)
                    figure = figure.Add(PlotlyTrace.Points(classNames[k], [.. mine.Select(picture => picture.X)], [.. mine.Select(picture => picture.Y)])
                        .With("marker", Marker(k, right)).InLegendOf(classNames[k], entry)
                        .With("hovertemplate", $"{classNames[k]}, {(right ? "right" : "wrong")}<extra></extra>"));
            }
        return figure;
    }

    private static JsonObject Marker(int k, bool right) => new()
    {
        ["color"] = Palette.Series[k % Palette.Series.Count],
        ["symbol"] = right ? Shapes[k % Shapes.Length] : "x-thin",
        ["size"] = right ? 7 : 8,
        ["opacity"] = right ? 0.75 : 1,
        ["line"] = new JsonObject { ["color"] = right ? "#FFFFFF" : Palette.Series[k % Palette.Series.Count], ["width"] = right ? 0.5 : 2 },
    };
}
