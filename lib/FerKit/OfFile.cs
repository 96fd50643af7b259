namespace FerKit;

/// <summary>Work on one of several weights files, whose errors should say which.</summary>
internal static class OfFile
{
    /// <summary>Does it; the message of an error begins with the file's name, if it does not yet.</summary>
    public static T Do<T>(string file, Func<T> work)
    {
        string name = OneLine.Of(file);
        try
        {
            return work();
        }
        catch (FerKitException e) when (!e.Message.StartsWith(name, StringComparison.Ordinal))
        {
            throw new FerKitException($"{name}: {e.Message}", e);
        }
        catch (ArgumentException e) when (!e.Message.StartsWith(name, StringComparison.Ordinal))
        {
            throw new ArgumentException($"{name}: {e.Message}", e);
        }
    }
}
