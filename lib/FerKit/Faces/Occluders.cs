namespace FerKit.Faces;

/// <summary>What hides part of a face; several may be worn at once.</summary>
[Flags]
public enum Occluders
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Clear glasses.</summary>
    Glasses = 1,

    /// <summary>Dark glasses: hide the eyes.</summary>
    Sunglasses = 2,

    /// <summary>A medical mask: hides nose, mouth and chin.</summary>
    Mask = 4,

    /// <summary>A hand before one side of mouth and cheek.</summary>
    Hand = 8,

    /// <summary>A microphone before the mouth.</summary>
    Microphone = 16,
}
