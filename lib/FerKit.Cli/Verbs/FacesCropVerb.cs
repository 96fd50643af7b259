using System.CommandLine;
using FerKit.Cli.Output;
using FerKit.Data;
using FerKit.Faces.Cropping;
using static TorchSharp.torch;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit faces crop</c>.</summary>
internal static class FacesCropVerb
{
    private static readonly FaceCropOptions Usual = new();

    private static readonly Argument<string> Input = new("IN") { Description = "The folder of photographs, with any folders below it." };

    private static readonly Argument<string> Target = new("OUT") { Description = "The folder to make, with the same folders." };

    private static readonly Option<int> Size = new("--size") { Description = "Height and width in pixels.", DefaultValueFactory = _ => Usual.Size };

    private static readonly Option<float> Margin = new("--margin") { Description = "Share of the face that is added on each side.", DefaultValueFactory = _ => Usual.Margin };

    private static readonly Option<FaceAlignment> Align = ChoiceOption.Create("--align", "What turns a face upright (landmarks: five points, which mtcnn finds)", Usual.Alignment);

    private static readonly Option<NoFace> None = ChoiceOption.Create("--none", "Photographs without a face", Usual.None);

    private static readonly Option<SeveralFaces> Several = ChoiceOption.Create("--several", "Photographs with more faces than one", Usual.Several);

    private static readonly Option<bool> Json = new("--json") { Description = "Print the counts and lists as one JSON document." };

    public static Command Create()
    {
        var detector = new DetectorOptions();
        var command = new Command("crop", "Finds, aligns and crops the faces of a folder of photographs.") { Input, Target, Size, Margin, Align, None, Several, Json };
        detector.AddTo(command);
        var limits = new LimitOptions();
        limits.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var options = Options(parsed) with { Limits = limits.Of(parsed) };
            string output = parsed.GetRequiredValue(Target);
            // A photograph is one thread's work: more threads for its tensors would be in each other's way.
            set_num_threads(1);
            var finder = detector.Load(parsed);
            using var owned = finder as IDisposable;
            FaceCropReport report;
            try
            {
                using var line = new ProgressLine("cropping", "photographs");
                report = FaceCropFolder.Write(parsed.GetRequiredValue(Input), output, finder, options, new Synchronous<DataProgress>(p => line.Report(p.Done, p.Total)), cancellation);
            }
            catch (OperationCanceledException e) when (Directory.Exists(output))
            {
                throw new OperationCanceledException($"stopped; {OneLine.Of(output)} holds the faces so far: delete it before the same command is run again.", e);
            }
            List(report);
            if (parsed.GetValue(Json)) JsonOutput.Write(new { Folder = output, Detector = finder.Description, options.Size, options.Margin, Align = Word(options.Alignment), report.Photographs, report.Written, report.WithoutFace, report.WithSeveral, report.Unaligned, report.Unreadable, report.Whole, report.Notes });
            else Console.WriteLine($"{output}: {Summary(report)}");
            if (options.None == NoFace.Error && report.WithoutFace.Count > 0)
                throw new FerKitException($"{report.WithoutFace.Count} photographs have no face, which --none error calls an error; {report.Written} faces were written.");
            if (options.Several == SeveralFaces.Error && report.WithSeveral.Count > 0)
                throw new FerKitException($"{report.WithSeveral.Count} photographs have several faces, which --several error calls an error; {report.Written} faces were written.");
            if (report.Written == 0) throw new FerKitException($"{parsed.GetValue(Input)}: no face was written of {report.Photographs} photographs.");
            return Task.FromResult(0);
        });
        return command;
    }

    private static FaceCropOptions Options(ParseResult parsed)
    {
        float margin = parsed.GetValue(Margin);
        return new FaceCropOptions
        {
            Size = parsed.InRange(Size, 8, 2048),
            Margin = margin is >= -0.25f and <= 2 ? margin : throw new ArgumentException($"--margin is {margin}: it must be from -0.25 to 2."),
            Alignment = parsed.GetValue(Align),
            None = parsed.GetValue(None),
            Several = parsed.GetValue(Several),
        };
    }

    private static void List(FaceCropReport report)
    {
        foreach (string path in report.WithoutFace) Console.Error.WriteLine($"no face: {OneLine.Of(path)}");
        foreach (var one in report.WithSeveral) Console.Error.WriteLine($"{one.Faces} faces: {OneLine.Of(one.Path)}");
        foreach (var one in report.Unaligned) Console.Error.WriteLine($"not turned{(one.Faces > 1 ? $" ({one.Faces} faces)" : "")}: {OneLine.Of(one.Path)}");
        DataOptions.List(report.Unreadable, report.Notes);
    }

    private static string Summary(FaceCropReport report) =>
        $"{report.Written - report.Whole} faces{(report.Whole > 0 ? $" and {report.Whole} whole pictures" : "")} of {report.Photographs} photographs ({report.WithoutFace.Count} without a face, {report.WithSeveral.Count} with several, {report.Unreadable.Count} unreadable; {report.Unaligned.Sum(one => one.Faces)} faces could not be turned)";

    private static string Word(FaceAlignment alignment) => $"{alignment}".ToLowerInvariant();
}
