using FerKit.Data;
using FerKit.Evaluation;
using FerKit.Models;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Experiments;

/// <summary>A model in one or more trainings of it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Weights">A weights file of each training.</param>
public sealed record TrainedModel(string Name, IReadOnlyList<string> Weights);

/// <summary>
/// How accuracy falls as pictures grow harder, for several models on the same pictures: the paper's claim, that GCLNet "mitigates
/// the impact of pose transformations and occlusions", put to the test.
/// </summary>
public static class Robustness
{
    /// <summary>Tests models under conditions.</summary>
    /// <param name="models">The first is what the others are compared with.</param>
    /// <param name="sweeps">The conditions.</param>
    /// <param name="device">Where the models run.</param>
    /// <param name="progress">Told how many points are done, of how many; may be null.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <exception cref="FerKitException">Weights that cannot be read, do not know a class of the pictures, or answer with no numbers.</exception>
    public static IReadOnlyList<RobustnessCurve> Run(
        IReadOnlyList<TrainedModel> models, IReadOnlyList<Sweep> sweeps, Device device, IProgress<DataProgress>? progress = null, CancellationToken cancellation = default)
    {
        var loaded = new List<Loaded>();
        try
        {
            foreach (var owner in models)
                foreach (string file in owner.Weights)
                {
                    var (model, description) = WeightsFile.Load(file);
                    loaded.Add(new Loaded(owner, file, model, description));
                    model.to(device);
                    InferenceForm.Prepare(model);
                }
            int done = 0, total = sweeps.Sum(sweep => sweep.Points.Count);
            var curves = new List<RobustnessCurve>();
            foreach (var sweep in sweeps)
            {
                var answers = new List<Answers[]>();    // [point][model]
                foreach (var point in sweep.Points)
                {
                    using var set = point.Make(cancellation);
                    answers.Add([.. models.Select(owner => Ask(loaded.Where(one => one.Owner == owner), set, device, cancellation))]);
                    progress?.Report(new DataProgress(++done, total, 0));
                }
                curves.AddRange(models.Select((owner, m) => new RobustnessCurve(sweep.Name, sweep.Axis, owner.Name,
                    [.. sweep.Points.Select((point, p) => Point(point, answers[p][m], answers[0][m], m == 0 ? null : answers[p][0], answers[0][0]))]) { Floor = answers[0][m].Floor }));
            }
            return curves;
        }
        finally
        {
            foreach (var one in loaded) one.Model.Dispose();
        }
    }

    private static Answers Ask(IEnumerable<Loaded> trainings, ImageSet set, Device device, CancellationToken cancellation)
    {
        int[] all = [.. Enumerable.Range(0, set.Count)];
        var persons = ScoredModel.GroupsOf(set.Subjects) ?? all;
        var right = new List<bool>();
        foreach (var (_, file, model, description) in trainings)
        {
            if (description.InputSize != set.Size)
                throw new FerKitException($"{OneLine.Of(file)}: was trained at {description.InputSize} px; the pictures have {set.Size}.");
            using var images = new DeviceImages(set, all, description.Normalisation, device, ClassMap.Of(set, description));
            right.AddRange(OfFile.Do(file, () => Evaluator.Run(model, images, cancellation).Right));
        }
        int[] trained = [.. Enumerable.Range(0, right.Count / set.Count)];
        return new Answers([.. right], [.. trained.SelectMany(_ => persons)], [.. trained.SelectMany(number => persons.Select(_ => number))], set.Labels.CountBy(label => label).Max(one => one.Value) / (double)set.Count);
    }

    // Losses are counted from the mildest point, of the same pictures.
    private static RobustnessPoint Point(SweepPoint point, Answers now, Answers mildest, Answers? first, Answers firstMildest)
    {
        var accuracy = now.Interval(i => Number(now.Right[i]));
        var loss = now.Interval(i => Number(mildest.Right[i]) - Number(now.Right[i]));
        bool comparable = first is not null && first.Right.Length == now.Right.Length;
        var saved = !comparable ? null : now.Interval(i => Number(firstMildest.Right[i]) - Number(first!.Right[i]) - Number(mildest.Right[i]) + Number(now.Right[i]));
        return new RobustnessPoint(point.Strength, point.Label, accuracy, loss, saved);
    }

    private static double Number(bool right) => right ? 1 : 0;

    private sealed record Loaded(TrainedModel Owner, string File, Module<Tensor, Tensor> Model, ModelDescription Description);

    // Whether each answer is right, all trainings one after the other, who is on the picture, and the training; the share of the commonest class.
    private sealed record Answers(bool[] Right, int[] Persons, int[] Trainings, double Floor)
    {
        public Interval Interval(Func<int, double> of) => Bootstrap.Of(drawn => drawn.Average(of), Right.Length, Persons, Trainings);
    }
}

/// <summary>One model under one condition.</summary>
/// <param name="Sweep">The condition.</param>
/// <param name="Axis">What its strengths are.</param>
/// <param name="Model">The model.</param>
/// <param name="Points">From mild to hard.</param>
public sealed record RobustnessCurve(string Sweep, string Axis, string Model, IReadOnlyList<RobustnessPoint> Points)
{
    /// <summary>Share of the commonest class, which somebody who does not look is right on: below it nothing is left to lose.</summary>
    public double Floor { get; init; }
}

/// <summary>One strength of a condition; intervals by drawing persons and trainings anew.</summary>
/// <param name="Strength">The strength.</param>
/// <param name="Label">In words.</param>
/// <param name="Accuracy">0 to 1.</param>
/// <param name="Loss">Accuracy lost since the mildest strength.</param>
/// <param name="Saved">By how much less this model loses than the first one; null for the first, or where their trainings are not as many.</param>
public sealed record RobustnessPoint(double Strength, string Label, Interval Accuracy, Interval Loss, Interval? Saved);
