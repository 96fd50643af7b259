using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Torch.Tests.Autograd;

/// <summary>Compares gradients with central differences, in float64.</summary>
internal static class GradientCheck
{
    private const double Step = 1e-6, Tolerance = 1e-6;

    /// <summary>Checks the gradient of a scalar function with respect to each input, element by element.</summary>
    public static void Passes(Func<Tensor[], Tensor> function, params Tensor[] inputs)
    {
        using var scope = NewDisposeScope();
        Tensor[] leaves = [.. inputs.Select(input => input.detach().clone().requires_grad_())];
        var gradients = autograd.grad([function(leaves)], leaves);
        for (int i = 0; i < leaves.Length; i++)
        {
            double[] expected = Numerical(function, leaves, i);
            double[] actual = [.. gradients[i].contiguous().data<double>()];
            for (int j = 0; j < expected.Length; j++)
                Assert.True(Math.Abs(expected[j] - actual[j]) <= Tolerance * Math.Max(1, Math.Abs(expected[j])), $"input {i}, element {j}: {actual[j]} instead of {expected[j]}");
        }
    }

    /// <summary>The same for the gradient of the gradient: <paramref name="function"/>'s first derivatives are summed with fixed weights.</summary>
    public static void PassesTwice(Func<Tensor[], Tensor> function, params Tensor[] inputs) =>
        Passes(leaves =>
        {
            var first = autograd.grad([function(leaves)], leaves, create_graph: true);
            return first.Select((gradient, i) => (gradient * gradient * (i + 1)).sum()).Aggregate((a, b) => a + b);
        }, inputs);

    private static double[] Numerical(Func<Tensor[], Tensor> function, Tensor[] leaves, int which)
    {
        var results = new double[leaves[which].numel()];
        for (int j = 0; j < results.Length; j++)
        {
            using var scope = NewDisposeScope();
            results[j] = (At(Step, j) - At(-Step, j)) / (2 * Step);
        }
        return results;

        double At(double offset, int element)
        {
            Tensor[] moved = [.. leaves.Select(leaf => leaf.detach().clone().requires_grad_())];
            using (no_grad()) moved[which].view(-1)[element].add_(offset);
            return function(moved).item<double>();
        }
    }
}
