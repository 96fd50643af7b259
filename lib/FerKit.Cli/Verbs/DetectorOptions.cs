using System.CommandLine;
using FerKit.Faces;
using FerKit.Faces.Detection;

namespace FerKit.Cli.Verbs;

/// <summary>Which detector finds the faces.</summary>
internal sealed class DetectorOptions
{
    private enum Choice
    {
        BuiltIn,
        Mtcnn,
    }

    private readonly Option<Choice> detector = ChoiceOption.Create("--detector", "What finds the faces (builtin: what 'ferkit doctor' names)", Choice.BuiltIn);

    private readonly Option<string?> weights = new("--weights") { Description = "For mtcnn: the safetensors file of P-Net, R-Net and O-Net, with facenet-pytorch's names." };

    private readonly Option<int> smallest = new("--smallest") { Description = "For mtcnn: the side of the smallest face, in pixels.", DefaultValueFactory = _ => 20 };

    public void AddTo(Command command)
    {
        command.Options.Add(detector);
        command.Options.Add(weights);
        command.Options.Add(smallest);
    }

    /// <summary>Loads the detector. The caller disposes one that can be disposed.</summary>
    /// <exception cref="ArgumentException">Weights without mtcnn, or mtcnn without weights.</exception>
    public IFaceDetector Load(ParseResult parsed)
    {
        int side = parsed.InRange(smallest, 12, 2000);
        string? file = parsed.GetValue(weights);
        if (parsed.GetValue(detector) == Choice.BuiltIn)
            return file is null ? FaceDetector.Default : throw new ArgumentException("--weights is for --detector mtcnn: the built-in detector brings its own.");
        return Mtcnn.Load(file ?? throw new ArgumentException("--detector is mtcnn: name its weights with --weights FILE; README says which file."), new MtcnnOptions { SmallestFace = side });
    }
}
