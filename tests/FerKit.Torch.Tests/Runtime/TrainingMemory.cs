using System.Globalization;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Torch.Tests.Runtime;

/// <summary>
/// Trains a small network a thousand times and prints what the process held after step 100 and after step 1000. It runs as
/// a program of its own, because a test host's own allocations are larger than the leaks it would have to see.
/// </summary>
internal static class TrainingMemory
{
    private const int First = 100, Last = 1000;

    internal readonly record struct Use(long Tensors, long ManagedBytes, long ResidentKilobytes)
    {
        public static Use Now()
        {
            for (int i = 0; i < 2; i++)
            {
                GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
                GC.WaitForPendingFinalizers();
            }
            string resident = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            return new(Tensor.TotalCount, GC.GetTotalMemory(forceFullCollection: true), long.Parse(resident.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture));
        }
    }

    public static void Main()
    {
        using var model = nn.Sequential(
            nn.Conv2d(3, 8, 3, padding: 1), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(8, 16, 3, padding: 1), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(16, 7));
        using var optimizer = optim.SGD(model.parameters(), 0.01, momentum: 0.9, weight_decay: 1e-4);
        var scheduler = optim.lr_scheduler.StepLR(optimizer, 50);
        var criterion = nn.CrossEntropyLoss();
        Use before = default;
        for (int step = 1; step <= Last; step++)
        {
            Step(model, optimizer, criterion);
            if (step % 10 == 0) scheduler.step();
            if (step == First) before = Use.Now();
        }
        Console.WriteLine(JsonSerializer.Serialize(new[] { before, Use.Now() }));
    }

    private static void Step(nn.Module<Tensor, Tensor> model, optim.Optimizer optimizer, nn.Module<Tensor, Tensor, Tensor> criterion)
    {
        using var scope = NewDisposeScope();
        var images = rand([8, 3, 32, 32]);
        var labels = randint(0, 7, [8], dtype: ScalarType.Int64);
        // A custom function takes part: its contexts and saved tensors must go too.
        var features = Autograd.Product.apply(images, ones([1]).requires_grad_());
        optimizer.zero_grad();
        var loss = criterion.forward(model.forward(features), labels);
        loss.backward();
        optimizer.step();
    }
}
