using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;
using TextStyle = TorchSharp.TensorStringStyle;

namespace FerKit.Torch.Tests.Tensors;

/// <summary>The texts that TorchSharp's documentation shows for small tensors.</summary>
[Collection("libtorch")]
public sealed class TensorTextTests
{
    private static string Text(Tensor tensor, TextStyle style) => tensor.str("g5", 100, "\n", CultureInfo.InvariantCulture, style);

    [Fact]
    public void Text_WithoutAStyle_IsShapeTypeAndDevice()
    {
        using var scope = NewDisposeScope();

        Assert.Equal("[2x3], type = Float32, device = cpu", zeros(2, 3).ToString());
        Assert.Equal("[], type = Int64, device = cpu", tensor(3L).ToString());
        Assert.Equal("[2x3], type = Float32, device = cpu", zeros(2, 3).metastr());
    }

    [Fact]
    public void Text_InRows_AlignsColumns()
    {
        using var scope = NewDisposeScope();

        Assert.Equal("[2x2], type = Float32, device = cpu\n 0.5    -1\n  10 0.333\n", tensor(new[,] { { 0.5f, -1f }, { 10f, 0.333f } }).str("g3", 100, "\n", CultureInfo.InvariantCulture, TextStyle.Julia));
        Assert.Equal("[2x1x2], type = Int64, device = cpu\n[0,..,..] =\n 0 1\n\n[1,..,..] =\n 2 3\n", Text(arange(4).view(2, 1, 2), TextStyle.Julia));
        Assert.Equal("[], type = Float64, device = cpu, value = 0.1", Text(tensor(0.1), TextStyle.Julia));
        Assert.Equal("[20], type = Int64, device = cpu\n 0 1 2 ...\n", arange(20).str("g5", 10, "\n", CultureInfo.InvariantCulture, TextStyle.Julia));
    }

    [Fact]
    public void Text_InNumPysBrackets_CutsLongAxes()
    {
        using var scope = NewDisposeScope();

        Assert.Equal("[[1, 2]\n [3, 4]]", Text(tensor(new[,] { { 1, 2 }, { 3, 4 } }), TextStyle.Numpy));
        Assert.Equal("[0, 1, 2, ..., 97, 98, 99]", Text(arange(100), TextStyle.Numpy));
        Assert.Equal("[True, False]", Text(tensor(new[] { true, false }), TextStyle.Numpy));
        Assert.Equal("0.1", Text(tensor(0.1f), TextStyle.Numpy));
        Assert.Equal("[]", Text(zeros(0), TextStyle.Numpy));
    }

    [Fact]
    public void Text_AsCSharp_IsAnInitializer()
    {
        using var scope = NewDisposeScope();

        Assert.Equal("[2], type = Float32, device = cpu, value = float [] {1f, 2.5f}", Text(tensor([1f, 2.5f]), TextStyle.CSharp));
        Assert.Equal("[2x1], type = Int64, device = cpu, value = \nlong [,] {\n {1L},\n {2L}\n}", Text(tensor(new[,] { { 1L }, { 2L } }), TextStyle.CSharp));
    }

    [Fact]
    public void DefaultStyle_Changed_HoldsForTextsThatNameNone()
    {
        var before = torch.TensorStringStyle;
        using var tensor = arange(2);
        try
        {
            set_printoptions(style: TextStyle.Numpy);
            Assert.Equal("[0, 1]", tensor.ToString(true));
            Assert.Throws<ArgumentException>(() => torch.TensorStringStyle = TextStyle.Default);
        }
        finally
        {
            torch.TensorStringStyle = before;
        }
    }

    [Fact]
    public void Text_OfATensorWithAGradient_LeavesNoTemporaries()
    {
        using var tensor = rand([2, 3], requires_grad: true);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        tensor.npstr();
        tensor.jlstr();
        tensor.cstr();

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }
}
