using System.CommandLine;

namespace FerKit.Cli.Verbs;

/// <summary>An option that takes one of a few words: the values of an enum, in lower case.</summary>
internal static class ChoiceOption
{
    public static Option<TChoice> Create<TChoice>(string name, string what, TChoice usual) where TChoice : struct, Enum
    {
        string words = string.Join(", ", Enum.GetNames<TChoice>().Select(word => word.ToLowerInvariant()));
        return new Option<TChoice>(name)
        {
            Description = $"{what}: {words}.",
            HelpName = "word",
            DefaultValueFactory = _ => usual,
            CustomParser = result =>
            {
                string given = result.Tokens[^1].Value;
                if (Enum.GetNames<TChoice>().Contains(given, StringComparer.OrdinalIgnoreCase)) return Enum.Parse<TChoice>(given, ignoreCase: true);
                result.AddError($"{name} is '{given}': use {words}.");
                return usual;
            },
        };
    }
}
