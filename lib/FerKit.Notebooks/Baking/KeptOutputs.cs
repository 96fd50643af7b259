using System.Text.Json.Nodes;
using FerKit.Display;
using FerKit.Notebooks.Format;

namespace FerKit.Notebooks.Baking;

/// <summary>Makes the outputs of an executed notebook fit to be kept in it.</summary>
public static class KeptOutputs
{
    private const int Width = 900;
    private const double Scale = 1;

    /// <summary>
    /// Gives every chart a picture beside its specification, for pages that do not draw charts, and takes its HTML away, which says
    /// the same once more.
    /// </summary>
    /// <param name="notebook">An executed notebook; it is changed.</param>
    /// <param name="baker">Draws the charts.</param>
    /// <exception cref="FerKitException">A chart cannot be drawn.</exception>
    public static void Bake(Notebook notebook, FigureBaker baker)
    {
        foreach (var data in notebook.Cells.SelectMany(cell => cell.Outputs).Select(output => output?["data"]).OfType<JsonObject>())
        {
            if (data[MimeTypes.Plotly] is not { } chart) continue;
            data.Remove(MimeTypes.Html);
            data[MimeTypes.Png] = Convert.ToBase64String(baker.Png(chart.ToJsonString(), Width, scale: Scale));
        }
    }
}
