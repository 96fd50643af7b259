using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Torch.Tests.Autograd;

/// <summary>Gradients of custom functions, against finite differences and by hand.</summary>
[Collection("libtorch")]
public sealed class FunctionGradientTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Function_FirstDerivative_AgreesWithFiniteDifferences()
    {
        GradientCheck.Passes(x => (Product.apply(x[0], x[1]) * x[0]).sum(), Points(3, 4), Points(3, 4) + 0.3);
        GradientCheck.Passes(x => CubeAndExponential.apply(x[0]).Aggregate((a, b) => a * b).sum(), Points(5));
    }

    [Fact]
    public void Function_SecondDerivative_AgreesWithFiniteDifferences()
    {
        GradientCheck.PassesTwice(x => (Product.apply(x[0], x[1]) * x[0]).sum(), Points(2, 3), Points(2, 3) - 0.2);
        GradientCheck.PassesTwice(x => CubeAndExponential.apply(x[0]).Aggregate((a, b) => a * b).sum(), Points(4));
    }

    [Fact]
    public void Function_BroadcastingGradient_IsSummedToTheInputsShape()
    {
        var a = Points(2, 3).requires_grad_();
        var b = Points(3).requires_grad_();
        Product.apply(a, b).sum().backward();
        Assert.Equal([3], b.grad!.shape);
        Assert.Equal(a.sum([0]).data<double>(), b.grad!.data<double>());
    }

    [Fact]
    public void Function_ArgumentsThatAreNoTensors_GetNoGradient()
    {
        var x = Points(3).requires_grad_();
        Scaled.apply(x, 2.5, "unused", null!).sum().backward();
        Assert.Equal([2.5, 2.5, 2.5], x.grad!.data<double>());
    }

    [Fact]
    public void Function_InputThatNeedsNoGradient_IsLeftAlone()
    {
        var a = Points(3).requires_grad_();
        var b = Points(3);
        Product.apply(a, b).sum().backward();
        Assert.Equal(b.data<double>(), a.grad!.data<double>());
        Assert.Null(b.grad);
    }

    [Fact]
    public void Function_NothingNeedsAGradient_MakesNoGraph()
    {
        Assert.False(Product.apply(Points(3), Points(3)).requires_grad);
        var leaf = Points(3).requires_grad_();
        using (no_grad()) Assert.False(Product.apply(leaf, leaf).requires_grad);
        Assert.True(Product.apply(leaf, leaf).requires_grad);
    }

    [Fact]
    public void Function_GradientEnabled_IsOffInForwardAndBackAfterIt()
    {
        bool seen = true;
        var x = Points(2).requires_grad_();
        var script = new Scripted.Script((_, inputs) =>
        {
            seen = is_grad_enabled();
            return [inputs[0] * 1];
        }, (_, gradients) => [gradients[0]]);
        Scripted.Run(script, x)[0].sum().backward();
        Assert.False(seen);
        Assert.True(is_grad_enabled());
        Assert.Throws<InvalidOperationException>(() => Scripted.Run(script with { Forward = (_, _) => throw new InvalidOperationException("forward") }, x));
        Assert.True(is_grad_enabled());
    }

    [Fact]
    public void MaterializedGradient_OfAnUnusedOutput_IsZeros()
    {
        var x = Points(3).requires_grad_();
        double[] unused = [];
        var outputs = Scripted.Run(new((_, inputs) => [inputs[0] * 2, inputs[0].sum([0])], (_, gradients) =>
        {
            unused = [.. gradients[1].data<double>()];
            return [gradients[0] * 2];
        }), x);
        outputs[0].sum().backward();
        Assert.Equal([0.0], unused);
        Assert.Equal([2.0, 2.0, 2.0], x.grad!.data<double>());
    }

    [Fact]
    public void UnmaterializedGradient_OfAnUnusedOutput_IsNull()
    {
        var x = Points(3).requires_grad_();
        var seen = new List<bool>();
        var outputs = Scripted.Run(new((ctx, inputs) =>
        {
            ctx.set_materialize_grads(false);
            return [inputs[0] * 2, inputs[0] * 3];
        }, (ctx, gradients) =>
        {
            Assert.False(ctx.MaterializeGrads);
            seen.AddRange(gradients.Select(gradient => gradient is null));
            return [gradients[0] * 2];
        }), x);
        outputs[0].sum().backward();
        Assert.Equal([false, true], seen);
    }

    [Fact]
    public void NonDifferentiableOutput_HasNoGraph()
    {
        var x = Points(4).requires_grad_();
        var outputs = Scripted.Run(new((ctx, inputs) =>
        {
            var order = inputs[0].argsort();
            var plain = inputs[0] * 0;
            ctx.mark_non_differentiable([order, plain]);
            return [inputs[0] * 2, order, plain];
        }, (_, gradients) => [gradients[0] * 2]), x);
        Assert.Equal([true, false, false], outputs.Select(output => output.requires_grad));
        outputs[0].sum().backward();
        Assert.Equal([2.0, 2, 2, 2], x.grad!.data<double>());
    }

    [Fact]
    public void InputReturnedAsOutput_IsANewTensorWithItsOwnGradient()
    {
        var x = Points(3).requires_grad_();
        var y = Scripted.Run(new((_, inputs) => [inputs[0]], (_, gradients) => [gradients[0] * 7]), x)[0];
        Assert.NotSame(x, y);
        Assert.True(x.is_leaf);
        Assert.False(y.is_leaf);
        y.sum().backward();
        Assert.Equal([7.0, 7, 7], x.grad!.data<double>());
    }

    [Fact]
    public void InputReturnedWithoutAGraph_OutlivesTheReturnedObject()
    {
        var x = Points(3);
        using (var y = Scripted.Run(new((_, inputs) => [inputs[0]], (_, gradients) => gradients), x)[0]) Assert.Equal(x.data<double>(), y.data<double>());
        Assert.False(x.IsInvalid);
    }

    [Fact]
    public void DirtyInput_ChangedInPlace_JoinsTheGraph()
    {
        var leaf = Points(3).requires_grad_();
        var x = leaf * 1;
        var y = Scripted.Run(new((ctx, inputs) =>
        {
            inputs[0].mul_(4);
            ctx.mark_dirty([inputs[0]]);
            return [inputs[0]];
        }, (_, gradients) => [gradients[0] * 4]), x)[0];
        Assert.Equal(x.data<double>(), y.data<double>());
        (x * y).sum().backward();
        // x is y now: d(16 v^2)/dv = 32 v.
        Assert.Equal((leaf * 32).data<double>(), leaf.grad!.data<double>());
    }

    [Fact]
    public void NullOutput_StaysNull()
    {
        var x = Points(2).requires_grad_();
        var outputs = Scripted.Run(new((_, inputs) => [null!, inputs[0] * 2], (_, gradients) =>
        {
            Assert.Null(gradients[0]);
            return [gradients[1] * 2];
        }), x);
        Assert.Null(outputs[0]);
        outputs[1].sum().backward();
        Assert.Equal([2.0, 2], x.grad!.data<double>());
    }

    private static Tensor Points(params long[] shape)
    {
        long count = shape.Aggregate(1L, (product, side) => product * side);
        return tensor([.. Enumerable.Range(0, (int)count).Select(i => Math.Sin(1 + 1.7 * i))], dtype: ScalarType.Float64).reshape(shape);
    }
}
