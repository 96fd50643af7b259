using System.CommandLine;
using FerKit.Imaging;

namespace FerKit.Cli.Verbs;

/// <summary>How large a picture may be: a small file may claim to hold more pixels than there is memory.</summary>
internal sealed class LimitOptions
{
    private readonly Option<int> side = new("--max-side") { Description = "Longest side of a picture in pixels; larger ones count as unreadable.", DefaultValueFactory = _ => ImageLimits.Default.MaxSide };
    private readonly Option<int> megapixels = new("--max-megapixels") { Description = "Pixels of a picture, in millions; a thread needs some six bytes of memory for each.", DefaultValueFactory = _ => (int)(ImageLimits.Default.MaxPixels / 1_000_000) };

    public void AddTo(Command command)
    {
        command.Options.Add(side);
        command.Options.Add(megapixels);
    }

    public ImageLimits Of(ParseResult parsed) => new(parsed.InRange(side, 8, 65_500), parsed.InRange(megapixels, 1, 700) * 1_000_000L);
}
