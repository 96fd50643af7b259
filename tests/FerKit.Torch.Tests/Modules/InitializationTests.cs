using System.Text.Json;
using FerKit.Torch.Interop;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Torch.Tests.Modules;

[Collection("libtorch")]
public sealed class InitializationTests
{
    private static readonly Dictionary<string, Func<object>> Cases = new()
    {
        ["Conv2d"] = () => Conv2d(3, 16, 3),
        ["Conv2d_groups_no_bias"] = () => Conv2d(8, 8, (1, 3), groups: 4, bias: false),
        ["Linear"] = () => Linear(37, 11),
        ["Sequential"] = () => Sequential(Conv2d(3, 8, 3), BatchNorm2d(8), ReLU(), Linear(8, 7)),
        ["Embedding"] = () => Embedding(6, 5, padding_idx: 2),
        ["uniform_"] = () => init.uniform_(Zeros(), -2, 3),
        ["normal_"] = () => init.normal_(Zeros(), 1, 2),
        ["kaiming_uniform_"] = () => init.kaiming_uniform_(Zeros(), 0.1),
        ["kaiming_normal_"] = () => init.kaiming_normal_(Zeros(), mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU),
        ["xavier_uniform_"] = () => init.xavier_uniform_(Zeros(), 1.5),
        ["xavier_normal_"] = () => init.xavier_normal_(Zeros()),
        ["trunc_normal_"] = () => init.trunc_normal_(Zeros(), 0, 0.02),
        ["dropout"] = () => functional.dropout(ones([40]), 0.3),
        ["dropout2d"] = () => functional.dropout2d(ones([4, 6, 2, 2]), 0.3),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Seeded_AgainstPyTorch_SameBits(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(1234);
        object made = Cases[name]();
        Tensor[] tensors = made is Module module ? [.. module.parameters()] : [(Tensor)made];
        int[] bits = [.. tensors.SelectMany(NnFixture.Bits)];
        var expected = NnFixture.Root.GetProperty("initial").GetProperty(name);
        Assert.Equal([.. expected.GetProperty("bits").EnumerateArray().Select(bit => bit.GetInt32())], bits[..4].Concat(bits[^4..]));
        Assert.Equal(expected.GetProperty("sum").GetInt64(), bits.Select((bit, i) => (long)bit * (i % 97 + 1)).Sum());
        (made as Module)?.Dispose();
    }

    [Fact]
    public void Fixture_Cases_AreAllTested() =>
        Assert.Equal(NnFixture.Root.GetProperty("initial").EnumerateObject().Select(one => one.Name).Order(), Cases.Keys.Order());

    [Fact]
    public void Constant_OnParameter_FillsWithoutGraph()
    {
        using var layer = Linear(2, 3);
        var same = init.constant_(layer.weight, 0.5);
        Assert.Same(layer.weight, same);
        Assert.True(layer.weight.is_leaf && layer.weight.requires_grad);
        Assert.All(NnFixture.Values(layer.weight), value => Assert.Equal(0.5, value));
    }

    [Fact]
    public void Orthogonal_WideKernel_RowsAreOrthonormalTimesGain()
    {
        using var scope = NewDisposeScope();
        var weight = init.orthogonal_(Aten.Call("zeros", new long[] { 3, 2, 2 }), 2);
        var rows = Aten.Call("reshape", weight, new long[] { 3, 4 });
        double[] products = NnFixture.Values(Aten.Call("mm", rows, Aten.Call("t", rows)));
        for (int i = 0; i < 9; i++) Assert.Equal(i % 4 == 0 ? 4 : 0, products[i], 1e-5);
    }

    [Fact]
    public void Dirac_Kernel_IsIdentityConvolution()
    {
        using var scope = NewDisposeScope();
        var weight = init.dirac_(Aten.Call("zeros", new long[] { 4, 4, 3, 3 }));
        var image = NnFixture.Fill([1, 4, 5, 5], 0);
        Assert.Equal(NnFixture.Values(image), NnFixture.Values(functional.conv2d(image, weight, padding: [1])));
    }

    [Fact]
    public void Eye_WideMatrix_HasOnesOnDiagonal()
    {
        using var matrix = init.eye_(Aten.Call("full", new long[] { 2, 3 }, 7.0));
        Assert.Equal([1, 0, 0, 0, 1, 0], NnFixture.Values(matrix));
    }

    [Theory]
    [InlineData(init.NonlinearityType.ReLU, 0, 1.4142135623730951)]
    [InlineData(init.NonlinearityType.LeakyReLU, 0.5, 1.2649110640673518)]
    [InlineData(init.NonlinearityType.Tanh, 0, 1.6666666666666667)]
    [InlineData(init.NonlinearityType.Conv2D, 0, 1)]
    public void Gain_OfNonlinearity_IsPyTorchs(init.NonlinearityType kind, double parameter, double expected) =>
        Assert.Equal(expected, init.calculate_gain(kind, parameter), 1e-15);

    [Fact]
    public void FanInAndFanOut_Vector_IsRefused()
    {
        using var vector = ones([3]);
        Assert.Contains("2 dimensions", Assert.Throws<ArgumentException>(() => init.kaiming_normal_(vector)).Message, StringComparison.Ordinal);
    }

    private static Tensor Zeros() => Aten.Call("zeros", new long[] { 12, 5, 3, 3 });
}
