namespace FerKit.Faces;

/// <summary>What <see cref="FaceCondition"/> puts before faces.</summary>
public enum OccluderChoice
{
    /// <summary>What the look itself puts there.</summary>
    Look,

    /// <summary>Nothing, the glasses that some persons always wear included.</summary>
    None,

    /// <summary>Clear glasses.</summary>
    Glasses,

    /// <summary>Dark glasses.</summary>
    Sunglasses,

    /// <summary>A medical mask.</summary>
    Mask,

    /// <summary>A hand.</summary>
    Hand,

    /// <summary>A microphone.</summary>
    Microphone,

    /// <summary>One of the five, by lot for each face.</summary>
    Any,
}
