using FerKit.Imaging;

namespace FerKit.Data;

/// <summary>How a data set is loaded.</summary>
public sealed record LoadOptions
{
    private readonly int workers;

    /// <summary>For <c>folder:</c> sources: the regular expression of <see cref="ClassFolders.Read"/> that finds the person in a file name.</summary>
    public string? SubjectPattern { get; init; }

    /// <summary>What becomes of contempt in CK+ and AffectNet, which label it.</summary>
    public ContemptChoice Contempt { get; init; }

    /// <summary>Pictures over these are left out and named, before memory is taken for their pixels.</summary>
    public ImageLimits Limits { get; init; } = ImageLimits.Default;

    /// <summary>Threads that decode; 0, the default, for one a core.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int Workers
    {
        get => workers;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(Workers));
            workers = value;
        }
    }
}
