namespace FerKit.Faces;

/// <summary>What kind of data set the built-in faces imitate.</summary>
public enum FaceLook
{
    /// <summary>As CK+: grey, frontal, plain wall, even light; each person shows every expression.</summary>
    Lab,

    /// <summary>As RAF-DB: colour, any pose and light, clutter, blur, some faces hidden in part; classes as unequal as its training set.</summary>
    Wild,

    /// <summary>Between both, with equal classes: for pre-training.</summary>
    Mix,
}
