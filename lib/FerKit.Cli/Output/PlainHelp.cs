using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace FerKit.Cli.Output;

/// <summary>
/// The library's help, but for what it says of verbs that take words beyond their options: here these are values of a recipe.
/// </summary>
internal sealed class PlainHelp : SynchronousCommandLineAction
{
    private readonly HelpAction help = new();

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        var text = new StringWriter();
        parseResult.InvocationConfiguration.Output = text;
        int code = help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;
        string plain = text.ToString().ReplaceLineEndings("\n").Replace("[[--] <additional arguments>...]]", "[--key=value...]", StringComparison.Ordinal);
        int addition = plain.IndexOf("\nAdditional Arguments:\n", StringComparison.Ordinal);
        output.Write((addition < 0 ? plain : plain[..addition]).TrimEnd('\n') + "\n");
        return code;
    }
}
