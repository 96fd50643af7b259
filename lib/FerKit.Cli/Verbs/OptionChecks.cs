using System.CommandLine;
using FerKit.Models;
using FerKit.Training;

namespace FerKit.Cli.Verbs;

/// <summary>Checks that several verbs make of their options; what fails is wrong usage.</summary>
internal static class OptionChecks
{
    /// <summary>The value of a number option.</summary>
    /// <exception cref="ArgumentException">It is out of its range; the message names the option.</exception>
    public static int InRange(this ParseResult parsed, Option<int> option, int least, int most) => parsed.GetValue(option) is var value && value >= least && value <= most
        ? value : throw new ArgumentException($"{option.Name} is {value}: it must be from {least} to {most}.");

    /// <summary>The value of an option that is a share.</summary>
    /// <exception cref="ArgumentException">It is below 0, or 1 or more; the message names the option.</exception>
    public static double Share(this ParseResult parsed, Option<double> option) => parsed.GetValue(option) is var share and >= 0 and < 1
        ? share : throw new ArgumentException($"{option.Name} is {parsed.GetValue(option)}: it must be at least 0 and below 1.");

    /// <summary>Makes sure that an option names a model; one that was left out passes.</summary>
    /// <exception cref="ArgumentException">No such model; the message names the option and the models.</exception>
    public static void CheckModel(this ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is { } name && !ModelZoo.Names.Contains(name))
            throw new ArgumentException($"{option.Name} is '{OneLine.Of(name)}'{UsageError.DidYouMean(name, ModelZoo.Names)} Use {ModelZoo.Listing}.");
    }

    /// <summary>What is no option of the command: <c>key=value</c> of a recipe, written as <c>--key=value</c>.</summary>
    /// <exception cref="ArgumentException">Something else is among it.</exception>
    public static IEnumerable<string> RecipeOverrides(this ParseResult parsed)
    {
        var tokens = parsed.UnmatchedTokens;
        for (int i = 0; i < tokens.Count; i++)
        {
            string token = tokens[i];
            bool isOption = token.StartsWith("--", StringComparison.Ordinal);
            if (isOption && token.Contains('='))
            {
                string name = token.Split('=')[0];
                if (!RecipeText.HasKey(name[2..]) && UsageError.Options(parsed).FirstOrDefault(option => NearestName.Distance(option, name) <= 2) is { } meant)
                    throw new ArgumentException($"'{OneLine.Of(name)}' is neither an option of {parsed.CommandResult.Command.Name} nor a value of the recipe, did you mean '{meant}'?");
                yield return token[2..];
                continue;
            }
            string verb = parsed.CommandResult.Command.Name;
            throw new ArgumentException(isOption && RecipeText.HasKey(token[2..])
                ? $"{token} is a value of the recipe: write {token}={(i + 1 < tokens.Count ? OneLine.Of(tokens[i + 1]) : "VALUE")}."
                : $"'{OneLine.Of(token)}' is no option of {verb}{(isOption && UsageError.DidYouMean(token, UsageError.Options(parsed)) is { Length: > 0 } near ? $"{near} A" : "; a")} value of the recipe is set by --key=value.");
        }
    }
}
