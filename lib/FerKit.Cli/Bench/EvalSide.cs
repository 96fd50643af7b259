using System.Diagnostics;
using FerKit.Data;
using FerKit.Evaluation;
using FerKit.Faces;
using FerKit.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Cli.Bench;

/// <summary>The kit's scoring as <c>eval</c> does it, over a pack of built-in faces: pictures read, normalised and answered, probabilities brought back.</summary>
internal sealed class EvalSide : IBenchSide
{
    private readonly nn.Module<Tensor, Tensor> model;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ferkit-bench-");
    private readonly ImageSet pack;
    private readonly Device device;
    private readonly int batch;
    private readonly CancellationToken cancellation;

    public EvalSide(BenchSettings settings, CancellationToken cancellation)
    {
        (batch, device, this.cancellation) = (settings.Batch, new Device(settings.Device), cancellation);
        model = ModelZoo.Create(settings.Model);
        try
        {
            model.to(device);
            InferenceForm.Prepare(model);
            string file = Path.Combine(folder.FullName, "faces.pack");
            int count = settings.Steps * settings.Batch;    // of one measurement
            using (var faces = FaceSet.Draw(FaceLook.Wild, count, 0, settings.Size, BuiltInFaces.StandardSeed, settings.Threads, cancellation: cancellation))
                PackWriter.Write(faces, file, cancellation);
            pack = DataSource.Parse($"pack:{file}").Load(cancellation: cancellation);
        }
        catch
        {
            model.Dispose();
            folder.Delete(recursive: true);
            throw;
        }
    }

    public string Name => "eval";

    /// <summary>Scores all pictures, as many as the settings' steps take.</summary>
    public double Run(int steps)
    {
        var clock = Stopwatch.StartNew();
        using var images = ImageBatches.Of(pack, [.. Enumerable.Range(0, pack.Count)], Normalisation.ImageNet, device);
        Evaluator.Run(model, images, cancellation, batch);
        return pack.Count / clock.Elapsed.TotalSeconds;
    }

    public void Dispose()
    {
        pack.Dispose();
        model.Dispose();
        folder.Delete(recursive: true);
    }
}
