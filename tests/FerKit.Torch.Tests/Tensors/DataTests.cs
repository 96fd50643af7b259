using System.Collections;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Torch.Tests.Tensors;

[Collection("libtorch")]
public sealed class DataTests
{
    [Fact]
    public void Data_OfAnotherType_IsRefused()
    {
        using var tensor = ones(2);

        Assert.Contains("Float32", Assert.Throws<ArgumentException>(() => tensor.data<double>()).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => tensor[0].item<int>());
        Assert.Contains("(2)", Assert.Throws<ArgumentException>(() => tensor.item<float>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_OfAViewWithStrides_FollowsTheShape()
    {
        using var scope = NewDisposeScope();
        var view = arange(12).view(3, 4).t()[1..3];
        var data = view.data<long>();

        Assert.Equal([1, 5, 9, 2, 6, 10], data.ToArray());
        Assert.Equal(data.ToArray(), data);
        Assert.Equal(6, data[1, 1]);
        Assert.Equal(2, data[3]);
        Assert.Equal(new long[,] { { 1, 5, 9 }, { 2, 6, 10 } }, data.ToNDArray());
        long[] part = new long[4];
        data.CopyTo(part, arrayIndex: 1, tensorIndex: 2);
        Assert.Equal([0, 9, 2, 6], part);
        Assert.Throws<ArgumentOutOfRangeException>(() => data[6]);
        Assert.Throws<ArgumentOutOfRangeException>(() => data[0, 3]);
    }

    [Fact]
    public void Data_WrittenThroughAView_ReachesTheStorage()
    {
        using var scope = NewDisposeScope();
        var tensor = zeros(2, 2);

        tensor.t().data<float>().CopyFrom([1, 2, 3, 4]);
        tensor.data<float>()[0, 1] = 9;

        Assert.Equal([1, 9, 2, 4], tensor.data<float>());
        Assert.True(tensor.data<float>() == tensor.clone().data<float>());
        Assert.True(tensor.data<float>() != zeros(2, 2).data<float>());
    }

    [Fact]
    public void Bytes_OfAContiguousTensor_AreItsMemory()
    {
        using var tensor = torch.tensor(new[] { 1, 2 });

        MemoryMarshal.Cast<byte, int>(tensor.bytes)[1] = 5;
        Assert.Equal([1, 5], tensor.data<int>());
        tensor.bytes = new byte[] { 1, 0, 0, 0, 2, 1, 0, 0 };
        Assert.Equal([1, 258], tensor.data<int>());
        Assert.Throws<ArgumentException>(() => tensor.bytes = new byte[3]);
        using var square = zeros(2, 2);
        using var turned = square[TensorIndex.Colon, 0];
        Assert.Throws<InvalidOperationException>(() => turned.bytes.Length);
    }

    [Fact]
    public void Streams_OfBytes_CarryATensorOver()
    {
        using var tensor = rand(3, 5);
        using var copy = zeros(3, 5);
        using var stream = new MemoryStream();

        tensor.WriteBytesToStream(stream, 7);
        Assert.Equal(60, stream.Length);
        stream.Position = 0;
        copy.ReadBytesFromStream(stream, 7);

        Assert.Equal(tensor.data<float>().ToArray(), copy.data<float>().ToArray());
        Assert.Throws<EndOfStreamException>(() => copy.ReadBytesFromStream(stream));
    }

    [Fact]
    public void Conversions_OfAScalarTensor_ChangeTheType()
    {
        using var scope = NewDisposeScope();
        var tensor = torch.tensor(3.75f);

        Assert.Equal(3, (int)tensor);
        Assert.Equal(3.75, (double)tensor);
        Assert.Equal(3.75f, tensor.ToSingle());
        Assert.Equal(3L, tensor.ToInt64());
        Assert.True((bool)tensor);
        Assert.Equal(ScalarType.Float64, tensor.ToScalar().Type);
        Assert.Throws<OverflowException>(() => torch.tensor(300L).ToByte());
        Assert.Equal([2, 2], ((IList)torch.ones(2, 2).tolist()).Cast<IList>().Select(row => row.Count));
        Assert.Equal(4, torch.tensor([2L, 4L]).ReadCpuInt64(1));
        Assert.Equal(new short[] { 1, 2 }, new short[] { 1, 2 }.ToTensor([2]).data<short>());
        Assert.Equal(2.5f, 2.5f.ToTensor().item<float>());
        Assert.Throws<ExternalException>(() => (float)torch.ones(2));
    }

    [Fact]
    public void To_SameTypeAndDevice_GivesAnotherReferenceToTheStorage()
    {
        using var scope = NewDisposeScope();
        var tensor = zeros(2);
        var same = tensor.to(ScalarType.Float32);
        var copy = tensor.to(ScalarType.Float32, copy: true);

        same.fill_(1);

        Assert.NotSame(tensor, same);
        Assert.Equal([1, 1], tensor.data<float>());
        Assert.Equal([0, 0], copy.data<float>());
        var other = copy.to(ScalarType.Int64, disposeAfter: true);
        Assert.True(copy.IsInvalid);
        Assert.Equal([0, 0], other.data<long>());
    }

    [Fact]
    public void Disposed_Tensor_SaysSo()
    {
        var tensor = zeros(2);
        tensor.Dispose();
        tensor.Dispose();

        Assert.Throws<ObjectDisposedException>(() => tensor.shape);
        Assert.Throws<ObjectDisposedException>(() => tensor + 1);
        Assert.Equal("", tensor.ToString());
    }

    [Fact]
    public void Operators_OnShapesThatDoNotFit_NameTheOperatorAndTheShapes()
    {
        using var a = zeros(2, 3);
        using var b = zeros(4, 5);

        string message = Assert.Throws<ExternalException>(() => a.mm(b)).Message;

        Assert.Contains("mm", message, StringComparison.Ordinal);
        Assert.Contains("(2, 3), (4, 5)", message, StringComparison.Ordinal);
    }
}
