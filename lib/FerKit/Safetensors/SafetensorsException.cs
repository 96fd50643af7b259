namespace FerKit.Safetensors;

/// <summary>A safetensors file that cannot be trusted or does not hold what was asked for.</summary>
public sealed class SafetensorsException : FerKitException
{
    /// <summary>Says what is wrong with the file as a whole.</summary>
    public SafetensorsException(string path, string reason) : base($"{OneLine.Of(path)}: {reason}") { }

    /// <summary>Says why the file cannot be read, which need not be its own fault.</summary>
    public SafetensorsException(string path, string reason, Exception cause) : base($"{OneLine.Of(path)}: {reason}", cause) { }

    /// <summary>Says what is wrong with one tensor of the file.</summary>
    public SafetensorsException(string path, string tensor, string reason)
        : base($"{OneLine.Of(path)}: tensor '{OneLine.Of(tensor)}' {reason}") { }
}
