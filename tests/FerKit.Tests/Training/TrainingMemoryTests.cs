using FerKit.Data;
using FerKit.Faces;
using FerKit.Models;
using FerKit.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Tests.Training;

/// <summary>Runs while nothing else does: it looks at the heap of the whole process.</summary>
[Collection("alone")]
public sealed class TrainingMemoryTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public void Run_BetweenStep100And1000_HoldsNoMoreTensorsAndNoMoreMemory()
    {
        using var set = FaceSet.Draw(FaceLook.Lab, 80, 0, 32, 3);
        using var images = new DeviceImages(set, [.. Enumerable.Range(0, 80)], Normalisation.ImageNet, CPU);
        using var model = ModelZoo.Create("gclnet:tiny");
        var heap = new Heap();
        var recipe = Recipe.Quick with { Epochs = 100, Batch = 8, Validation = 0, Augmentation = new Augmentation { Rotation = 5, Erasing = 0.5, Occlusion = 0.5 } };
        new Trainer(model, recipe, 1).Run(images, observer: heap);
        Assert.Equal(heap.Early.Tensors, heap.Late.Tensors);
        Assert.True(heap.Late.Bytes - heap.Early.Bytes <= 64 * 1024, $"the managed heap went from {heap.Early.Bytes} to {heap.Late.Bytes} bytes");
    }

    private sealed class Heap : TrainingObserver
    {
        public (long Tensors, long Bytes) Early { get; private set; }

        public (long Tensors, long Bytes) Late { get; private set; }

        public override void StepsDone(TrainingState state, StepResult result)
        {
            if (state.Step == 100) Early = Now();
            if (state.Step == 1000) Late = Now();
        }

        private static (long, long) Now()
        {
            for (int i = 0; i < 2; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
            return (DisposeScopeManager.Statistics.ThreadTotalLiveCount, GC.GetTotalMemory(forceFullCollection: true));
        }
    }
}

/// <summary>Tests that must not run beside others.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class Alone;
