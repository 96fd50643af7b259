namespace FerKit.Data;

/// <summary>What becomes of contempt, which CK+ and AffectNet label and the paper's seven classes leave out.</summary>
public enum ContemptChoice
{
    /// <summary>Its pictures are passed over, and counted.</summary>
    Drop,

    /// <summary>It is the eighth class.</summary>
    Keep,
}
