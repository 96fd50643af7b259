using FerKit.Data;
using FerKit.Evaluation;
using FerKit.Experiments;
using FerKit.Faces;
using FerKit.Models;
using FerKit.Training;
using static TorchSharp.torch;

namespace FerKit.Cli.Bench;

/// <summary>
/// How hard <c>faces:wild</c> is: tiny ResNet-34 by the quick recipe, tested on the test faces as they are and on the same
/// faces all occluded, or all turned by 45 degrees; and a linear classifier on their pixels.
/// </summary>
internal static class FaceDifficulty
{
    private const string Model = "resnet34:tiny";

    private static readonly FaceCondition Occluded = new() { Occluder = OccluderChoice.Any }, Turned = new() { Yaw = 45 }, Clean = new() { Occluder = OccluderChoice.None };

    /// <param name="seeds">Trainings, with seeds 1, 2, ...</param>
    /// <param name="progress">Told after every step; may be null.</param>
    /// <param name="cancellation">Stops between steps.</param>
    public static DifficultyResult Run(int seeds, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        FaceDescription[] faces = [.. BuiltInFaces.Describe(FaceLook.Wild, BuiltInFaces.StandardTrainCount, BuiltInFaces.StandardTestCount, BuiltInFaces.StandardSeed)];
        using ImageSet wild = Draw(faces), clean = Draw(Tests(Clean)), occluded = Draw(Tests(Occluded)), turned = Draw(Tests(Turned));
        DifficultyOfSeed[] results = [.. Enumerable.Range(1, seeds).Select(seed => Train(wild, clean, occluded, turned, (ulong)seed, progress, cancellation))];
        return new DifficultyResult(Model, results, LinearClassifier.Accuracies(wild, cancellation));

        IEnumerable<FaceDescription> Tests(FaceCondition condition) => faces.Where(face => face.Split == DataSplit.Test).Select(condition.Apply);
    }

    private static ImageSet Draw(IEnumerable<FaceDescription> faces) => FaceSet.Draw(faces, BuiltInFaces.StandardSize, "faces:wild");

    private static DifficultyOfSeed Train(
        ImageSet wild, ImageSet clean, ImageSet occluded, ImageSet turned, ulong seed, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        string folder = Directory.CreateTempSubdirectory("ferkit-bench-").FullName;
        try
        {
            string run = Path.Combine(folder, "run");
            using var report = TrainingRun.Start(wild, new RunPlan("faces:wild", Model, Recipe.Quick, seed), run, progress, cancellation);
            var (model, description) = WeightsFile.Load(RunFolder.BestOf(run));
            using (model)
                return new DifficultyOfSeed(seed, report.Test!.Accuracy, Score(clean), Score(occluded), Score(turned));

            double Score(ImageSet set)
            {
                using var images = new DeviceImages(set, [.. Enumerable.Range(0, set.Count)], description.Normalisation, CPU);
                return Evaluator.Run(model, images, cancellation).Accuracy;
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

/// <summary>Accuracies on test faces of one training: as the look has them, all clean, all occluded, all turned.</summary>
internal sealed record DifficultyOfSeed(ulong Seed, double Accuracy, double Clean, double Occluded, double Turned);

/// <summary>The accuracies of all trainings, and of linear classifiers by their setting.</summary>
internal sealed record DifficultyResult(string Model, IReadOnlyList<DifficultyOfSeed> Seeds, IReadOnlyDictionary<string, double> Linear)
{
    /// <summary>Mean accuracy on the test faces.</summary>
    public double Accuracy => Seeds.Average(seed => seed.Accuracy);

    /// <summary>Mean accuracy on the same faces, nothing before them.</summary>
    public double Clean => Seeds.Average(seed => seed.Clean);

    /// <summary>Points lost when all are occluded.</summary>
    public double LostToOcclusion => 100 * (Accuracy - Seeds.Average(seed => seed.Occluded));

    /// <summary>Points lost when all are turned by 45 degrees.</summary>
    public double LostToYaw => 100 * (Accuracy - Seeds.Average(seed => seed.Turned));

    /// <summary>The best of the linear classifiers, chosen by the test faces themselves: no less than a fair choice would give.</summary>
    public double BestLinear => Linear.Values.Max();

    /// <summary>Whether the faces are as hard as they are meant to be.</summary>
    public bool AsMeant => Accuracy is >= 0.6 and <= 0.9 && LostToOcclusion >= 10 && LostToYaw >= 10 && BestLinear < 0.45;
}
