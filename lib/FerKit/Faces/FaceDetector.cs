namespace FerKit.Faces;

/// <summary>The face detector of this build.</summary>
public static partial class FaceDetector
{
    // A failure is not kept: who installs the missing cascade or model meanwhile can go on.
    private static readonly Lazy<IFaceDetector> Shared = new(Create, LazyThreadSafetyMode.PublicationOnly);

    /// <summary>The detector of the backend that this build was made for, loaded when first asked for.</summary>
    /// <exception cref="FerKitException">Its cascade or model is not on this machine; the message says what to install.</exception>
    public static IFaceDetector Default => Shared.Value;

    private static partial IFaceDetector Create();
}
