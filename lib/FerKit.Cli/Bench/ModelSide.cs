using System.Diagnostics;
using FerKit.Models;
using FerKit.Training;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Cli.Bench;

/// <summary>A model of the kit at work on one batch of synthetic pictures, again and again.</summary>
internal sealed class ModelSide : IBenchSide
{
    private readonly Precision precision;
    private readonly optim.Optimizer? optimizer;
    private readonly Tensor images;
    private readonly Tensor labels;

    public ModelSide(BenchSettings settings, string name)
    {
        manual_seed(1);
        (Name, precision) = (name, settings.Compute.Precision);
        var device = new Device(settings.Device);
        Acceleration.Apply(settings.Compute, device);
        bool training = settings.Work == "train";
        Model = ModelZoo.Create(name);
        Model.to(device);
        if (settings.Compute.ChannelsLast && training) ChannelsLast.Apply(Model);
        if (!training) InferenceForm.Prepare(Model);
        Model.train(training);
        optimizer = training ? optim.SGD(Model.parameters(), 0.01, momentum: 0.9, weight_decay: 5e-4) : null;
        images = randn([settings.Batch, 3, settings.Size, settings.Size], device: device);
        if (settings.Compute.ChannelsLast) images = ChannelsLast.Of(images);
        labels = randint(7, new long[] { settings.Batch }, dtype: ScalarType.Int64, device: device);
    }

    public string Name { get; }

    /// <summary>What runs.</summary>
    public nn.Module<Tensor, Tensor> Model { get; }

    public double Run(int steps)
    {
        var clock = Stopwatch.StartNew();
        for (int i = 0; i < steps; i++)
        {
            using var scope = NewDisposeScope();
            if (optimizer is null)
            {
                using var off = no_grad();
                Acceleration.Forward(Model, images, precision);
                continue;
            }
            optimizer.zero_grad();
            F.cross_entropy(Acceleration.Forward(Model, images, precision).to(ScalarType.Float32), labels).backward();
            optimizer.step();
        }
        BenchDevice.Finish(images.device);
        return steps * images.size(0) / clock.Elapsed.TotalSeconds;
    }

    public void Dispose()
    {
        optimizer?.Dispose();
        Model.Dispose();
        images.Dispose();
        labels.Dispose();
    }
}
