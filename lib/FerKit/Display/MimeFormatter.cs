namespace FerKit.Display;

/// <summary>One form of objects of type <typeparamref name="T"/>, in the shape that notebook hosts look for.</summary>
internal sealed class MimeFormatter<T>(string mimeType, Func<T, string> format)
{
    public string MimeType => mimeType;

    public bool Format(object instance, TextWriter writer)
    {
        if (instance is not T shown)
            return false;
        writer.Write(format(shown));
        return true;
    }
}
