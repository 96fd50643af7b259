using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Torch.Tests.Modules;

[Collection("libtorch")]
public sealed class GradientClippingTests
{
    [Theory]
    [InlineData(2, 13, 0.5)]
    [InlineData(1, 19, 0.5)]
    [InlineData(double.PositiveInfinity, 12, 0.5)]
    [InlineData(2, 13, 100)]
    public void ClipGradNorm_KnownGradients_ScalesToTheNormAndReturnsWhatItWas(double type, double norm, double limit)
    {
        using var scope = NewDisposeScope();
        var parameters = Gradients([3, 4], [-12], null);
        Assert.Equal(norm, utils.clip_grad_norm_(parameters, limit, type), 1e-5);
        double factor = Math.Min(1, limit / norm);
        Assert.Equal([3 * factor, 4 * factor, -12 * factor], Values(parameters), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void ClipGradNorm_NoGradients_ReturnsZero()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(0, utils.clip_grad_norm_(Gradients([null]), 1));
    }

    [Fact]
    public void ClipGradValue_KnownGradients_CutsEachElement()
    {
        using var scope = NewDisposeScope();
        var parameters = Gradients([3, -4], [1]);
        utils.clip_grad_value_(parameters, 2);
        Assert.Equal([2, -2, 1], Values(parameters));
    }

    [Fact]
    public void Vector_ToParametersAndBack_KeepsElementsAndRefusesOtherCounts()
    {
        using var scope = NewDisposeScope();
        using var layer = Linear(3, 2);
        var vector = NnFixture.Fill([8], 3);
        utils.vector_to_parameters(vector, layer.parameters());
        Assert.Equal(NnFixture.Values(vector)[..6], NnFixture.Values(layer.weight));
        Assert.Equal(NnFixture.Values(vector), NnFixture.Values(utils.parameters_to_vector(layer.parameters())));
        Assert.Contains("7 elements", Assert.Throws<ArgumentException>(() => utils.vector_to_parameters(ones([7]), layer.parameters())).Message, StringComparison.Ordinal);
    }

    private static TorchSharp.Modules.Parameter[] Gradients(params double[]?[] gradients) => [.. gradients.Select(values =>
    {
        var parameter = Parameter(ones([values?.Length ?? 1]));
        if (values is null) return parameter;
        var gradient = ones([values.Length]);
        NnFixture.Write(gradient, i => (float)values[i]);
        parameter.grad = gradient;
        return parameter;
    })];

    private static double[] Values(TorchSharp.Modules.Parameter[] parameters) =>
        [.. parameters.Select(parameter => parameter.grad).OfType<Tensor>().SelectMany(NnFixture.Values)];
}
