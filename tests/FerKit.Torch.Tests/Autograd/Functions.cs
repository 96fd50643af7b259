using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace FerKit.Torch.Tests.Autograd;

// The custom functions that the tests apply.

/// <summary>a * b, with a backward of differentiable operators.</summary>
internal sealed class Product : SingleTensorFunction<Product>
{
    public override string Name => nameof(Product);

    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        ctx.save_for_backward([(Tensor)vars[0], (Tensor)vars[1]]);
        return (Tensor)vars[0] * (Tensor)vars[1];
    }

    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        var saved = ctx.get_saved_variables();
        return [grad_output * saved[1], grad_output * saved[0]];
    }
}

/// <summary>x^3 and exp(x), which is saved as an output; its temporaries die in a scope of their own.</summary>
internal sealed class CubeAndExponential : MultiTensorFunction<CubeAndExponential>
{
    public override string Name => nameof(CubeAndExponential);

    public override List<Tensor> forward(AutogradContext ctx, params object[] vars)
    {
        var x = (Tensor)vars[0];
        var exponential = x.exp();
        ctx.save_for_backward([x, null!, exponential]);
        return [x * x * x, exponential];
    }

    public override List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs)
    {
        using var scope = NewDisposeScope();
        var saved = ctx.get_saved_variables();
        Assert.Null(saved[1]);
        var sum = grad_outputs[0] * 3 * saved[0] * saved[0] + grad_outputs[1] * saved[2];
        return [scope.MoveToOuter(sum)];
    }
}

/// <summary>x * factor; the factor and what else comes is no tensor.</summary>
internal sealed class Scaled : SingleTensorFunction<Scaled>
{
    public override string Name => nameof(Scaled);

    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        ctx.save_data("factor", vars[1]);
        return (Tensor)vars[0] * (double)vars[1];
    }

    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        Assert.Null(ctx.get_data("nothing"));
        return [grad_output * (double)ctx.get_data("factor"), null!, null!, null!];
    }
}

/// <summary>Calls what the test puts into its argument, forward and backward.</summary>
internal sealed class Scripted : MultiTensorFunction<Scripted>
{
    internal sealed record Script(Func<AutogradContext, List<Tensor>, List<Tensor>> Forward, Func<AutogradContext, List<Tensor>, List<Tensor>> Backward);

    public override string Name => nameof(Scripted);

    public static List<Tensor> Run(Script script, params Tensor[] inputs) => apply([script, .. inputs]);

    public override List<Tensor> forward(AutogradContext ctx, params object[] vars)
    {
        ctx.save_data("script", vars[0]);
        return ((Script)vars[0]).Forward(ctx, [.. vars.Skip(1).Cast<Tensor>()]);
    }

    public override List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs) =>
        [null!, .. ((Script)ctx.get_data("script")).Backward(ctx, grad_outputs)];
}
