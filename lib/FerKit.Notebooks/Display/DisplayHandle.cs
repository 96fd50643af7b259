namespace FerKit.Notebooks.Display;

/// <summary>Something on display, to be replaced by a later state of it.</summary>
public sealed class DisplayHandle
{
    private readonly Action<string, MimeBundle> _update;

    internal DisplayHandle(string id, Action<string, MimeBundle> update) => (Id, _update) = (id, update);

    /// <summary>The display's name inside its session.</summary>
    public string Id { get; }

    /// <summary>Shows <paramref name="value"/> in the place of what is there.</summary>
    public void Update(object? value) => _update(Id, ObjectFormatter.Format(value));
}
