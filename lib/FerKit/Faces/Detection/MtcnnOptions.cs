namespace FerKit.Faces.Detection;

/// <summary>What <see cref="Mtcnn"/> looks for; the defaults are facenet-pytorch's.</summary>
/// <exception cref="ArgumentOutOfRangeException">A value out of its range.</exception>
public sealed record MtcnnOptions
{
    /// <summary>The side of the smallest face, in pixels; 12 to 2,000.</summary>
    public double SmallestFace { get; init => field = Ranges.Check(value, 12, 2000); } = 20;

    /// <summary>The probability from which P-Net's cells go on; 0 to 1.</summary>
    public float ProposalThreshold { get; init => field = Ranges.Check(value, 0, 1); } = 0.6f;

    /// <summary>The probability above which R-Net's candidates go on; 0 to 1.</summary>
    public float RefinementThreshold { get; init => field = Ranges.Check(value, 0, 1); } = 0.7f;

    /// <summary>The probability above which O-Net's candidates are faces; 0 to 1.</summary>
    public float OutputThreshold { get; init => field = Ranges.Check(value, 0, 1); } = 0.7f;

    /// <summary>The step from one size of the pyramid to the next; 0.3 to 0.95.</summary>
    public double PyramidFactor { get; init => field = Ranges.Check(value, 0.3, 0.95); } = 0.709;

    /// <summary>
    /// Larger pictures are searched at this size, in pixels of the longer side, so that memory stays bounded; 64 to 16,384.
    /// <see cref="SmallestFace"/> then counts in pixels of the smaller picture.
    /// </summary>
    public float LongestSide { get; init => field = Ranges.Check(value, 64, 16384); } = 2048;
}
