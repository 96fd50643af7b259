using System.CommandLine;
using FerKit.Faces;

namespace FerKit.Cli.Verbs;

/// <summary>The options that draw the same faces clean, occluded or turned.</summary>
internal sealed class FaceConditionOptions
{
    private readonly Option<OccluderChoice> occluder = ChoiceOption.Create("--occluder", "What hides part of every face; look leaves the look's own, any takes one by lot", OccluderChoice.Look);

    private readonly Option<float> share = new("--occluder-share") { Description = "Share of the faces that get it, 0 to 1; the others are clean.", DefaultValueFactory = _ => 1 };

    private readonly Option<float?> yaw = new("--yaw") { Description = "Turns every head by so many degrees, -75 to 75; by default the look's own." };

    public void AddTo(Command command)
    {
        command.Options.Add(occluder);
        command.Options.Add(share);
        command.Options.Add(yaw);
    }

    /// <exception cref="ArgumentException">A value out of its range, or a share of nothing; the message names the option.</exception>
    public FaceCondition Of(ParseResult parsed)
    {
        (OccluderChoice chosen, float part, float? degrees) = (parsed.GetValue(occluder), parsed.GetValue(share), parsed.GetValue(yaw));
        if (!(part >= 0 && part <= 1)) throw new ArgumentException($"{share.Name} is {part}: it must be from 0 to 1.");
        if (part < 1 && chosen is (OccluderChoice.Look or OccluderChoice.None)) throw new ArgumentException($"{share.Name} needs an occluder: add {occluder.Name} any, or name one.");
        if (degrees is { } turned && !(Math.Abs(turned) <= 75)) throw new ArgumentException($"{yaw.Name} is {turned}: it must be from -75 to 75 degrees.");
        return new FaceCondition { Occluder = chosen, OccluderShare = part, Yaw = degrees };
    }
}
