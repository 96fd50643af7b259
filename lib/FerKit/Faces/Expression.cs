namespace FerKit.Faces;

/// <summary>
/// The expressions, in the numbering of the paper's tables (0 neutral, 1 happiness, ...). Data sets number them
/// otherwise; each reader maps its own numbers to these by an explicit table.
/// </summary>
public enum Expression
{
    /// <summary>No expression.</summary>
    Neutral,

    /// <summary>Cheeks raised, lip corners pulled (AU6 + AU12).</summary>
    Happiness,

    /// <summary>Inner brows raised, lip corners down (AU1 + AU4 + AU15).</summary>
    Sadness,

    /// <summary>Brows and lids raised, jaw dropped (AU1 + AU2 + AU5 + AU26).</summary>
    Surprise,

    /// <summary>Brows raised and drawn together, lips stretched (AU1 + AU2 + AU4 + AU5 + AU20).</summary>
    Fear,

    /// <summary>Nose wrinkled, upper lip raised (AU9 + AU10 + AU15).</summary>
    Disgust,

    /// <summary>Brows lowered, lids and lips tightened (AU4 + AU5 + AU7 + AU23).</summary>
    Anger,

    /// <summary>One lip corner pulled and dimpled (AU12 + AU14 on one side); only CK+ and AffectNet label it.</summary>
    Contempt,
}
