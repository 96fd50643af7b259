using System.Text.Json.Nodes;

namespace FerKit.Figures;

/// <summary>One axis of a <see cref="PlotlyFigure"/>.</summary>
/// <param name="Title">Its title, with the unit; null: none.</param>
public sealed record PlotlyAxis(string? Title = null)
{
    /// <summary>Its ends; null: what the data ask for.</summary>
    public (double From, double To)? Range { get; init; }

    /// <summary>The part of the figure it takes, from 0 to 1; null: all.</summary>
    public (double From, double To)? Domain { get; init; }

    /// <summary>How ticks are written, in d3's format language: ".0%".</summary>
    public string? TickFormat { get; init; }

    /// <summary>From tick to tick; null: as plotly.js thinks best.</summary>
    public double? Step { get; init; }

    /// <summary>Has zero at its end, whatever the data.</summary>
    public bool FromZero { get; init; }

    /// <summary>Goes by powers of ten; what is not above zero is left out.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Between the powers of ten 2 and 5 are labelled too, for a range of few powers.</summary>
    public bool FineTicks { get; init; }

    /// <summary>Labels at places of their own; null: at round numbers.</summary>
    public IReadOnlyList<(double At, string Label)>? Ticks { get; init; }

    /// <summary>Runs from top to bottom, as the rows of a table do.</summary>
    public bool Reversed { get; init; }

    /// <summary>Has lines across the figure.</summary>
    public bool Grid { get; init; } = true;

    /// <summary>Has its ticks labelled.</summary>
    public bool Labels { get; init; } = true;

    internal JsonObject ToJson(string? anchor)
    {
        var json = new JsonObject
        {
            ["automargin"] = true,
            ["gridcolor"] = Palette.Line,
            ["linecolor"] = Palette.Line,
            ["showgrid"] = Grid,
            ["zeroline"] = false,
        };
        if (Title is not null)
            json["title"] = new JsonObject { ["text"] = Title, ["font"] = new JsonObject { ["size"] = 13 }, ["standoff"] = 10 };
        if (Range is { } range)
            json["range"] = Numbers.Array([range.From, range.To]);
        if (Domain is { } domain)
            json["domain"] = Numbers.Array([domain.From, domain.To]);
        if (TickFormat is not null)
            json["tickformat"] = TickFormat;
        if (Step is { } step)
            json["dtick"] = Numbers.Value(step);
        if (Logarithmic)
            (json["type"], json["tickformat"], json["dtick"]) = ("log", ".0e", FineTicks ? "D2" : 1);
        if (FromZero)
            json["rangemode"] = "tozero";
        if (Ticks is not null)
            (json["tickvals"], json["ticktext"]) = (Numbers.Array(Ticks.Select(tick => tick.At)), Numbers.Array(Ticks.Select(tick => tick.Label)));
        if (Reversed)
            json["autorange"] = "reversed";
        if (!Labels)
            json["showticklabels"] = false;
        if (anchor is not null)
            json["anchor"] = anchor;
        return json;
    }
}
