using FerKit.Data;
using FerKit.Evaluation;
using FerKit.Figures;
using FerKit.Imaging;
using static System.FormattableString;

namespace FerKit.Experiments;

/// <summary>A page with all figures of one model or several that were asked about the same pictures.</summary>
public static class EvaluationReport
{
    private const int Side = 128;

    /// <summary>Writes the page and its figures into a folder (see <see cref="FigureReport"/>).</summary>
    /// <param name="folder">Made where it is missing.</param>
    /// <param name="models">The models; the first is what the others are compared with.</param>
    /// <param name="set">Where the pictures come from.</param>
    /// <param name="indices">Which of them the models were asked about.</param>
    /// <param name="part">What part of the data that is.</param>
    /// <exception cref="FerKitException">The folder cannot be written.</exception>
    public static void Write(string folder, IReadOnlyList<ExaminedModel> models, ImageSet set, IReadOnlyList<int> indices, string part)
    {
        string data = DataTitle.Of(set.Source);
        var names = OwnNames.Of([.. models.Select(model => model.Scored.Name)]);    // two trainings of one network have one name
        models = [.. models.Zip(names, (model, name) => model with { Scored = model.Scored with { Name = name } })];
        ScoredModel[] scored = [.. models.Select(model => model.Scored)];
        var page = new FigureReport($"{string.Join(", ", scored.Select(one => one.Name))} on {data}");
        page.Text(Invariant($"{indices.Count:N0} pictures ({part}). Intervals hold with 95 %: {(scored[0].Groups is null ? "pictures" : "persons")} drawn anew, 1,000 times."));
        page.Table(["model", "accuracy", "macro-F1", "mean class accuracy", "calibration error"], scored.Select(one => (string[])
        [
            one.Name, IntervalText.Percent(one.Accuracy), IntervalText.Score(one.MacroF1), Invariant($"{one.Metrics.MeanClassAccuracy:P1}"), Invariant($"{one.Calibration.ExpectedError:F3}"),
        ]));
        if (scored.Length > 1)
        {
            page.Add("accuracies", ResultFigures.Accuracies(scored, data));
            foreach (var other in scored.Skip(1)) page.Text($"{IntervalText.Comparison(other.Name, other, scored[0].Name, scored[0])}.");
        }
        page.Heading("The pictures").Add("classes", ClassCounts.Create(set.ClassNames,
            [(part, [.. Enumerable.Range(0, set.ClassNames.Count).Select(c => indices.Count(i => set.Labels[i] == c))])], $"Pictures of each class, {data}: {part}"));
        AddHeatMaps(page, models, set, indices, data);
        for (int i = 0; i < models.Count; i++) AddModel(page, models[i], models.Count > 1 ? $"-{i + 1}" : "", set, indices, data);
        page.Write(folder);
    }

    private static void AddHeatMaps(FigureReport page, IReadOnlyList<ExaminedModel> models, ImageSet set, IReadOnlyList<int> indices, string data)
    {
        var pictures = new List<RgbImage>();
        var captions = new List<string>();
        var shown = models[0].Shown;
        for (int row = 0; row < shown.Count; row++)
        {
            var picture = SquarePixels.ToImage(set.Pixels(indices[shown[row]]), set.Size);
            pictures.Add(picture);
            captions.Add(set.ClassNames[(int)set.Labels[indices[shown[row]]]]);
            foreach (var model in models)
            {
                int said = (int)model.Cam.Classes[row];
                pictures.Add(HeatMapOverlay.Draw(ImageCodec.Default.Resize(picture, Side, Side), model.Cam.Maps[row]));
                captions.Add(Invariant($"{model.Scored.Name}\n{model.Scored.ClassNames[said]} {model.Cam.Probabilities[row][said]:P0}"));
            }
        }
        int columns = models.Count + 1;
        while (columns < 6 && columns + models.Count + 1 <= 8) columns += models.Count + 1;
        page.Heading("Where the models looked")
            .Text($"Grad-CAM of what each model says, at {string.Join(", ", models.Select(model => $"{model.CamModule} of {model.Scored.Name}"))}; the first picture of each class. Where nothing is coloured, nothing there spoke for the class.")
            .Add("grad-cam", ImageGrid.Draw(pictures, captions, columns, new GridStyle($"Grad-CAM on {data}", Side)), "pictures, each beside heat maps of where the models looked");
    }

    private static void AddModel(FigureReport page, ExaminedModel model, string number, ImageSet set, IReadOnlyList<int> indices, string data)
    {
        var scored = model.Scored;
        page.Heading(scored.Name)
            .Add($"confusion{number}", ResultFigures.Confusion(scored, data))
            .Add($"class-scores{number}", ResultFigures.ClassScores(scored, data))
            .Add($"reliability{number}", ResultFigures.Reliability(scored, data));
        if (model.Features.Count > 1) page.Add($"features{number}", ResultFigures.Features(scored, model.Features, data));
        var mistakes = Mistakes(scored, set, indices);
        if (mistakes.Count > 0) page.Add($"mistakes{number}", WorstMistakes.Draw(mistakes, $"{scored.Name} on {data}: surest mistakes"), "the pictures about which the model was surest and wrong");
        else page.Text("No mistakes.");
        if (model.Run is not { } run || model.Epochs.Count == 0) return;
        page.Add($"curves{number}", RunCurves.Create(model.Epochs, run))
            .Add($"iterations{number}", RunCurves.Figure11(model.Epochs, run))
            .Add($"learning-rate{number}", RunCurves.LearningRate(run.Recipe));
    }

    private static List<Mistake> Mistakes(ScoredModel model, ImageSet set, IReadOnlyList<int> indices)
    {
        var answers = model.Answers;
        return [.. answers.Classes.Select((said, i) => (Said: said, i)).Where(one => one.Said != answers.Truth[one.i])
            .Select(one => (one.Said, one.i, Probability: answers.Probabilities[one.i][one.Said])).OrderByDescending(one => one.Probability).Take(12)
            .Select(one => new Mistake(SquarePixels.ToImage(set.Pixels(indices[one.i]), set.Size), model.ClassNames[(int)one.Said], one.Probability, model.ClassNames[(int)answers.Truth[one.i]]))];
    }
}
