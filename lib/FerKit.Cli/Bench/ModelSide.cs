using System.Diagnostics;
using FerKit.Models;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Cli.Bench;

/// <summary>A model of the kit at work on synthetic pictures.</summary>
internal sealed class ModelSide : IBenchSide
{
    private readonly nn.Module<Tensor, Tensor> model;
    private readonly optim.Optimizer? optimizer;
    private readonly Tensor images;
    private readonly Tensor labels;
    private readonly int batch;

    public ModelSide(BenchSettings settings, string name)
    {
        manual_seed(1);
        (Name, batch) = (name, settings.Batch);
        bool training = settings.Work == "train";
        model = ModelZoo.Create(name);
        if (settings.ChannelsLast && training) ChannelsLast.Apply(model);
        if (!training) InferenceForm.Prepare(model);
        model.train(training);
        optimizer = training ? optim.SGD(model.parameters(), 0.01, momentum: 0.9, weight_decay: 5e-4) : null;
        images = randn(batch, 3, settings.Size, settings.Size);
        if (settings.ChannelsLast) images = ChannelsLast.Of(images);
        labels = randint(7, new long[] { batch }, dtype: ScalarType.Int64);
    }

    public string Name { get; }

    public double Run(int steps)
    {
        var clock = Stopwatch.StartNew();
        for (int i = 0; i < steps; i++)
        {
            using var scope = NewDisposeScope();
            if (optimizer is null)
            {
                using var off = no_grad();
                model.call(images);
                continue;
            }
            optimizer.zero_grad();
            F.cross_entropy(model.call(images), labels).backward();
            optimizer.step();
        }
        return steps * batch / clock.Elapsed.TotalSeconds;
    }

    public void Dispose()
    {
        optimizer?.Dispose();
        model.Dispose();
        images.Dispose();
        labels.Dispose();
    }
}
