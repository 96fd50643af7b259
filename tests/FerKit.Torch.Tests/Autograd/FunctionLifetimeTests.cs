using System.Runtime.CompilerServices;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace FerKit.Torch.Tests.Autograd;

/// <summary>Contexts live as long as their graph, tensors as long as somebody needs them, on every thread.</summary>
[Collection("libtorch")]
public sealed class FunctionLifetimeTests
{
    [Fact]
    public void Context_GraphDisposed_IsReleased()
    {
        var (context, output) = Build(requiresGrad: true);
        Collect();
        Assert.True(IsAlive(context));
        output.Dispose();
        Collect();
        Assert.False(IsAlive(context));
    }

    [Fact]
    public void Context_GraphCollectedWithoutDispose_IsReleased()
    {
        var context = BuildAndForget(requiresGrad: true);
        // The first collection finalizes the output and with it the graph; the next one takes the context.
        Collect();
        Collect();
        Assert.False(IsAlive(context));
    }

    [Fact]
    public void Context_NoGraph_IsReleasedAtOnce()
    {
        var context = BuildAndForget(requiresGrad: false);
        Collect();
        Assert.False(IsAlive(context));
    }

    [Fact]
    public void Context_ForwardRefused_IsReleased()
    {
        var context = BuildRefused();
        Collect();
        Assert.False(IsAlive(context));
    }

    [Fact]
    public void SavedTensors_AreFreedWithTheGraph()
    {
        long before = Tensor.TotalCount;
        for (int i = 0; i < 50; i++)
        {
            using var scope = NewDisposeScope();
            var x = ones([16]).requires_grad_();
            CubeAndExponential.apply(Product.apply(x, x)).Aggregate((a, b) => a + b).sum().backward();
        }
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Backward_ScopeInsideThatDisposesAll_KeepsWhatWasMovedOut()
    {
        using var scope = NewDisposeScope();
        var x = ones([3]).requires_grad_();
        for (int i = 0; i < 3; i++)
        {
            var y = CubeAndExponential.apply(x);
            GC.Collect();
            (y[0] + y[1]).sum().backward();
        }
        Assert.Equal((float)(3 * (3 + Math.E)), x.grad!.data<float>()[0], 4);
    }

    [Fact]
    public void Forward_ScopeAroundApply_KeepsTheGraphOfWhatIsMovedOut()
    {
        using var outer = NewDisposeScope();
        var x = ones([3]).requires_grad_();
        Tensor y;
        using (var inner = NewDisposeScope()) y = inner.MoveToOuter(CubeAndExponential.apply(x)[1]);
        y.sum().backward();
        Assert.Equal((float)Math.E, x.grad!.data<float>()[0], 5);
    }

    [Fact]
    public void Backward_OnManyThreadsAtOnce_GivesEachItsGradient()
    {
        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            using var scope = NewDisposeScope();
            for (int round = 0; round < 20; round++)
            {
                var x = full([8], i + 1.0).requires_grad_();
                Product.apply(x, Scaled.apply(x, 3.0, null!, null!)).sum().backward();
                Assert.Equal(6f * (i + 1), x.grad!.data<float>()[7]);
            }
        });
    }

    [Fact]
    public void Backward_SharedFunctionOnTwoThreads_IsCalledOneAtATime()
    {
        using var scope = NewDisposeScope();
        int inside = 0, most = 0;
        var x = ones([4]).requires_grad_();
        var y = Scripted.Run(new((_, inputs) => [inputs[0] * 2], (_, gradients) =>
        {
            int now = Interlocked.Increment(ref inside);
            most = Math.Max(most, now);
            Thread.SpinWait(20000);
            Interlocked.Decrement(ref inside);
            return [gradients[0] * 2];
        }), x)[0].sum();
        Parallel.For(0, 4, _ => y.backward(retain_graph: true));
        Assert.Equal(1, most);
        Assert.Equal([8f, 8f, 8f, 8f], x.grad!.data<float>());
    }

    [Fact]
    public void Backward_InsideBackward_Works()
    {
        using var scope = NewDisposeScope();
        var x = ones([2]).requires_grad_();
        Scripted.Run(new((ctx, inputs) =>
        {
            ctx.save_for_backward(inputs);
            return [inputs[0].exp()];
        }, (ctx, gradients) =>
        {
            // Recomputes its forward, as checkpointing does.
            using var on = enable_grad();
            var again = ctx.get_saved_variables()[0].detach().requires_grad_();
            return [.. autograd.grad([again.exp()], [again], [gradients[0]])];
        }), x)[0].sum().backward();
        Assert.Equal((float)Math.E, x.grad!.data<float>()[0], 5);
    }

    [Fact]
    public void Backward_NestedSoDeepThatLibtorchUsesItsOwnThreads_Works()
    {
        long before = Tensor.TotalCount;
        int here = Environment.CurrentManagedThreadId;
        var elsewhere = new System.Collections.Concurrent.ConcurrentBag<bool>();
        using (NewDisposeScope())
        {
            var x = ones([2]).requires_grad_();
            Nested(150, x).backward();
            Assert.Equal([1f, 1f], x.grad!.data<float>());
        }
        Assert.Contains(true, elsewhere);
        Assert.Equal(before, Tensor.TotalCount);

        // The sum of x, whose backward runs a backward of the same kind inside, and so on.
        Tensor Nested(int depth, Tensor input) => Scripted.Run(new((_, inputs) => [inputs[0].clone()], (_, gradients) =>
        {
            elsewhere.Add(Environment.CurrentManagedThreadId != here);
            if (depth == 0) return [gradients[0]];
            using var on = enable_grad();
            var again = ones([2]).requires_grad_();
            return [autograd.grad([Nested(depth - 1, again)], [again])[0] * gradients[0]];
        }), input)[0].sum();
    }

    [Fact]
    public void Backward_ExceptionOnLibtorchsOwnThread_Surfaces()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => Nested(150, ones([2]).requires_grad_()).backward());
        Assert.Contains("at the bottom", error.Message, StringComparison.Ordinal);

        Tensor Nested(int depth, Tensor input) => Scripted.Run(new((_, inputs) => [inputs[0].clone()], (_, gradients) =>
        {
            if (depth == 0) throw new InvalidOperationException("at the bottom");
            using var on = enable_grad();
            var again = ones([2]).requires_grad_();
            return [.. autograd.grad([Nested(depth - 1, again)], [again])];
        }), input)[0].sum();
    }

    [Fact]
    public void Chain_OfManyFunctions_IsReleasedWithoutDeepRecursion()
    {
        using var scope = NewDisposeScope();
        var x = ones([1]).requires_grad_();
        var y = x;
        for (int i = 0; i < 20000; i++)
        {
            var next = Scaled.apply(y, 1.0, null!, null!);
            if (i > 0) y.Dispose();
            y = next;
        }
        y.backward();
        Assert.Equal([1f], x.grad!.data<float>());
        y.Dispose();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference<AutogradContext> Context, Tensor Output) Build(bool requiresGrad)
    {
        WeakReference<AutogradContext>? context = null;
        var output = Scripted.Run(new((ctx, inputs) =>
        {
            context = new(ctx);
            ctx.save_for_backward(inputs);
            return [inputs[0] * 2];
        }, (_, gradients) => gradients), ones([2]).requires_grad_(requiresGrad))[0];
        return (context!, output);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<AutogradContext> BuildRefused()
    {
        WeakReference<AutogradContext>? context = null;
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => Scripted.Run(new((ctx, inputs) =>
        {
            context = new(ctx);
            ctx.mark_dirty([inputs[0]]);
            return [inputs[0]];
        }, (_, gradients) => gradients), ones([2]).requires_grad_()));
        return context!;
    }

    // Apart from the tests, whose frames keep temporaries alive in a debug build.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<AutogradContext> BuildAndForget(bool requiresGrad) => Build(requiresGrad).Context;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsAlive(WeakReference<AutogradContext> context) => context.TryGetTarget(out _);

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
