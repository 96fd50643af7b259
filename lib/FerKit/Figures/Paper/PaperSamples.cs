namespace FerKit.Figures;

/// <summary>A row of Tables 2 and 3: samples of one expression, as the paper prints them and as the data set is distributed.</summary>
/// <param name="Expression">The expression.</param>
/// <param name="PrintedName">What the paper calls it; null: it is left out there.</param>
/// <param name="PrintedTrain">Training samples, printed; null: left out.</param>
/// <param name="PrintedTest">Test samples, printed; null: left out.</param>
/// <param name="Train">Training samples of the data set.</param>
/// <param name="Validation">Samples of its public test, FER-2013 only; 0: it has no such part.</param>
/// <param name="Test">Test samples of the data set; of FER-2013 its private test.</param>
public sealed record SampleCounts(string Expression, string? PrintedName, int? PrintedTrain, int? PrintedTest, int Train, int Validation, int Test);

/// <summary>
/// Tables 2 and 3 of the paper, quoted, beside the counts of the data sets themselves (RAF-DB's and FER-2013's own lists). Both
/// tables leave anger out; Table 2 gives disgust the test samples of sadness; Table 3's test is the private one only.
/// </summary>
public static class PaperSamples
{
    /// <summary>Table 2: RAF-DB, basic expressions.</summary>
    public static IReadOnlyList<SampleCounts> RafDb { get; } =
    [
        new("neutral", "Neutral", 2524, 680, 2524, 0, 680), new("happiness", "Pleased", 4772, 1185, 4772, 0, 1185), new("sadness", "Sad", 1982, 478, 1982, 0, 478),
        new("surprise", "Surprised", 1290, 329, 1290, 0, 329), new("fear", "Fear", 281, 74, 281, 0, 74), new("disgust", "Disgust", 717, 478, 717, 0, 160),
        new("anger", null, null, null, 705, 0, 162),
    ];

    /// <summary>Table 3: FER-2013.</summary>
    public static IReadOnlyList<SampleCounts> Fer2013 { get; } =
    [
        new("neutral", "Neutral", 4965, 626, 4965, 607, 626), new("happiness", "Pleased", 7215, 879, 7215, 895, 879), new("sadness", "Sad", 4830, 594, 4830, 653, 594),
        new("surprise", "Surprised", 3171, 416, 3171, 415, 416), new("fear", "Fear", 4097, 528, 4097, 496, 528), new("disgust", "Disgusted", 436, 55, 436, 56, 55),
        new("anger", null, null, null, 3995, 467, 491),
    ];
}
