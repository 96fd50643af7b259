using System.Text.RegularExpressions;

namespace FerKit.Data;

/// <summary>
/// Finds the person in a file name by a regular expression, whose first group is the person: <c>^(.+)_\d+$</c>
/// reads <c>Colin_Powell</c> from <c>Colin_Powell_0007.jpg</c>. Persons are never guessed without one.
/// </summary>
internal sealed class SubjectPattern
{
    // An expression that backtracks without end must not hang the kit.
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(2);

    private readonly Regex expression;

    /// <summary>Compiles the expression.</summary>
    /// <exception cref="ArgumentException">Not a regular expression, or without a group.</exception>
    public SubjectPattern(string pattern)
    {
        try
        {
            expression = new Regex(pattern, RegexOptions.CultureInvariant, LongestMatch);
        }
        catch (RegexParseException e)
        {
            throw new ArgumentException($"The subject expression '{OneLine.Of(pattern)}' is not a regular expression ({OneLine.Of(e.Message)}).", e);
        }
        if (expression.GetGroupNumbers().Length < 2)
            throw new ArgumentException($"The subject expression '{OneLine.Of(pattern)}' has no group: put the part that names the person in parentheses, as in '^(.+)_\\d+$'.");
    }

    /// <summary>The person in a file's name, without its extension; null when the expression does not match.</summary>
    /// <exception cref="FerKitException">Matching took too long.</exception>
    public string? Find(string path)
    {
        try
        {
            Group group = expression.Match(Path.GetFileNameWithoutExtension(path)).Groups[1];
            return group is { Success: true, Length: > 0 } ? group.Value : null;
        }
        catch (RegexMatchTimeoutException)
        {
            throw new FerKitException($"the subject expression '{OneLine.Of(expression.ToString())}' takes too long on '{OneLine.Of(path)}'; write it without nested repetitions");
        }
    }
}
