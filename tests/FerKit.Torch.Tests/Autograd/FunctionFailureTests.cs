using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace FerKit.Torch.Tests.Autograd;

/// <summary>What goes wrong in a custom function becomes an exception of the caller's, never a crash.</summary>
[Collection("libtorch")]
public sealed class FunctionFailureTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Backward_ManagedExceptionInside_SurfacesWithItsMessage()
    {
        var x = ones([2]).requires_grad_();
        var y = Apply(x, (_, _) => throw new InvalidOperationException("the dog ate it, côté gauche"));
        var error = Assert.Throws<ExternalException>(() => y.backward());
        Assert.Contains("Scripted: the dog ate it, côté gauche", error.Message, StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(error.InnerException);
        Assert.Null(x.grad);
        // The engine still works.
        (x * 2).sum().backward();
        Assert.Equal([2f, 2f], x.grad!.data<float>());
    }

    [Fact]
    public void Backward_LibtorchErrorInside_SurfacesWithOperatorAndShapes()
    {
        var y = Apply(ones([2]).requires_grad_(), (_, gradients) => [gradients[0].mm(ones([3, 3]))]);
        var error = Assert.Throws<ExternalException>(() => y.backward());
        Assert.Contains("operator mm", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Grad_ManagedExceptionInside_Surfaces()
    {
        var x = ones([2]).requires_grad_();
        var y = Apply(x, (_, _) => throw new ArithmeticException("no"));
        Assert.Contains("no", Assert.Throws<ExternalException>(() => autograd.grad([y], [x])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Backward_TooFewGradients_Fails()
    {
        var y = Apply(ones([2]).requires_grad_(), (_, _) => []);
        Assert.Contains("returned 1 gradients for 2 arguments", Assert.Throws<ExternalException>(() => y.backward()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Backward_SurplusGradients_AreAllowedOnlyWhenNull()
    {
        var x = ones([2]).requires_grad_();
        Apply(x, (_, gradients) => [gradients[0], null!, null!]).backward();
        Assert.NotNull(x.grad);
        var y = Apply(x, (_, gradients) => [gradients[0], gradients[0]]);
        Assert.Throws<ExternalException>(() => y.backward());
    }

    [Fact]
    public void Backward_GradientOfTheWrongShape_Fails()
    {
        var y = Apply(ones([2]).requires_grad_(), (_, _) => [ones([5])]);
        Assert.Contains("shape", Assert.Throws<ExternalException>(() => y.backward()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Backward_DisposedGradient_CountsAsNone()
    {
        var x = ones([2]).requires_grad_();
        Apply(x, (_, gradients) =>
        {
            var gradient = gradients[0] * 2;
            gradient.Dispose();
            return [gradient];
        }).backward();
        Assert.Null(x.grad);
    }

    [Fact]
    public void Backward_Twice_FailsUnlessTheGraphIsRetained()
    {
        var x = ones([2]).requires_grad_();
        var once = Product.apply(x, x).sum();
        once.backward(retain_graph: true);
        once.backward();
        Assert.Contains("retain_graph", Assert.Throws<ExternalException>(() => once.backward()).Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal([4f, 4f], x.grad!.data<float>());
    }

    [Fact]
    public void SavedTensor_ChangedInPlace_IsNoticed()
    {
        var x = ones([2]).requires_grad_();
        var factor = ones([2]);
        var y = Product.apply(x, factor).sum();
        factor.add_(1);
        Assert.Contains("inplace", Assert.Throws<ExternalException>(() => y.backward()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SavedTensors_ReadOutsideBackward_Throw()
    {
        AutogradContext? kept = null;
        Scripted.Run(new((ctx, inputs) =>
        {
            kept = ctx;
            ctx.save_for_backward(inputs);
            return [inputs[0] * 2];
        }, (_, gradients) => gradients), ones([2]).requires_grad_());
        Assert.Throws<InvalidOperationException>(() => kept!.get_saved_variables());
    }

    [Fact]
    public void DirtyLeaf_IsRefused()
    {
        var error = Assert.Throws<ExternalException>(() => Scripted.Run(new((ctx, inputs) =>
        {
            inputs[0].mul_(2);
            ctx.mark_dirty([inputs[0]]);
            return [inputs[0]];
        }, (_, gradients) => gradients), ones([2]).requires_grad_()));
        Assert.Contains("leaf", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnomalyMode_NaNInBackward_Fails()
    {
        var y = Apply(ones([2]).requires_grad_(), (_, gradients) => [gradients[0] * double.NaN]);
        using (detect_anomaly())
        {
            Assert.True(AnomalyMode.IsEnabled);
            Assert.Contains("nan", Assert.Throws<ExternalException>(() => y.backward()).Message, StringComparison.Ordinal);
        }
        Assert.False(AnomalyMode.IsEnabled);
    }

    private static Tensor Apply(Tensor input, Func<AutogradContext, List<Tensor>, List<Tensor>> backward) =>
        Scripted.Run(new((_, inputs) => [inputs[0] * 2], backward), input)[0].sum();
}
