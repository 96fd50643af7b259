using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace FerKit.Cli;

/// <summary>One line for a command line that cannot be understood: what is wrong, what was probably meant, where help is.</summary>
internal static partial class UsageError
{
    // As far as half of the letters may be mistyped.
    private const double Tolerance = 0.5;

    /// <summary>The line for a result that cannot be carried out; null for one that can.</summary>
    public static string? Of(ParseResult parsed) => Reason(parsed) is { } reason ? $"{reason} See '{Words(parsed.CommandResult)} --help'." : null;

    /// <summary>", did you mean 'x'?" for a name that is near; else an empty text.</summary>
    public static string DidYouMean(string typed, IEnumerable<string> names)
    {
        string[] known = [.. names];
        if (known.Length == 0) return "";
        string nearest = NearestName.To(typed, known);
        return NearestName.Distance(nearest, typed) <= Tolerance * typed.TrimStart('-').Length ? $", did you mean '{nearest}'?" : "";
    }

    /// <summary>The options of a command, those it inherits included, as they are written.</summary>
    public static IEnumerable<string> Options(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.Concat(parsed.RootCommandResult.Command.Options.Where(option => option.Recursive)).Select(option => option.Name);

    private static string? Reason(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0) return MistakenOption(parsed) is { } option ? Unknown(parsed, option) : null;
        var command = parsed.CommandResult.Command;
        string[] unmatched = [.. parsed.UnmatchedTokens];
        if (command.TreatUnmatchedTokensAsErrors && unmatched.Length > 0)
        {
            // The value of an unknown option is unknown as well, and may be told first.
            return Unknown(parsed, MistakenOption(parsed) ?? Array.Find(unmatched, token => token.StartsWith('-')) ?? unmatched[0]);
        }
        string message = parsed.Errors[0].Message;
        return Unparsed().Match(message) is { Success: true } match
            ? $"{match.Groups[2].Value} is '{OneLine.Of(match.Groups[1].Value)}': {Needed(match.Groups[3].Value)} is needed." : message;
    }

    private static string Unknown(ParseResult parsed, string word)
    {
        string name = word.Split('=')[0];
        string meant = DidYouMean(name, name.StartsWith('-') ? Options(parsed) : parsed.CommandResult.Command.Subcommands.Select(one => one.Name));
        return $"'{OneLine.Of(word)}' is not known here{(meant.Length > 0 ? meant : ".")}";
    }

    // A mistyped option that the parser took for a file's name; what follows -- is no option.
    private static string? MistakenOption(ParseResult parsed)
    {
        var meant = parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Select(token => token.Value).ToHashSet();
        return parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value)
            .FirstOrDefault(word => word.StartsWith('-') && !meant.Contains(word) && !Path.Exists(word));
    }

    private static string Needed(string type) => type switch
    {
        "Int32" or "Int64" => "a whole number",
        "UInt32" or "UInt64" => "a whole number of at least 0",
        "Single" or "Double" => "a number, such as 0.5,",
        "Boolean" => "true or false",
        _ => "another value",
    };

    // The verb with the words before it: "ferkit faces draw".
    private static string Words(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{Words(parent)} {result.Command.Name}" : result.Command.Name;

    [GeneratedRegex(@"^Cannot parse argument '(.*)' for option '(.*)' as expected type '.*?System\.(\w+).*'", RegexOptions.Singleline)]
    private static partial Regex Unparsed();
}
