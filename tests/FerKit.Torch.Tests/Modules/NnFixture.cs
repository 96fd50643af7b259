using System.Text.Json;
using FerKit.Torch.Interop;
using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Torch.Tests.Modules;

/// <summary>fixtures/nn.json, written by PyTorch, and the inputs and sums that make_nn.py defines.</summary>
internal static class NnFixture
{
    public static readonly JsonElement Root = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "fixtures", "nn.json"))).RootElement;

    /// <summary>Element i of input k is sin(0.37 i + k), or a class number.</summary>
    public static Tensor Fill(long[] shape, int k, string kind = "float")
    {
        long count = shape.Aggregate(1L, (product, side) => product * side);
        if (kind.StartsWith("class", StringComparison.Ordinal))
        {
            using var numbers = Aten.Call("arange", (double)count, ScalarType.Int64);
            using var tripled = Aten.Call("mul.Scalar", numbers, 3L);
            using var classes = Aten.Call("remainder.Scalar", tripled, long.Parse(kind[5..], System.Globalization.CultureInfo.InvariantCulture));
            return Aten.Call("reshape", classes, shape);
        }
        var values = Aten.Call("empty.memory_format", shape, ScalarType.Float32);
        Write(values, i => (float)(kind == "positive" ? (Math.Sin(0.37 * i + k) + 1.5) / 3 : Math.Sin(0.37 * i + k)));
        return values;
    }

    public static unsafe void Write(Tensor tensor, Func<int, float> value)
    {
        var data = new Span<float>(Native.TensorData(tensor.Handle), (int)tensor.numel());
        for (int i = 0; i < data.Length; i++) data[i] = value(i);
    }

    public static unsafe double[] Values(Tensor tensor)
    {
        using var plain = Aten.Call("detach", tensor);
        using var real = Aten.Call("to.dtype", plain, ScalarType.Float64);
        using var flat = Aten.Call("contiguous", real);
        return new Span<double>(Native.TensorData(flat.Handle), (int)flat.numel()).ToArray();
    }

    public static unsafe int[] Bits(Tensor tensor)
    {
        using var flat = Aten.Call("contiguous", tensor);
        return new Span<int>(Native.TensorData(flat.Handle), (int)flat.numel()).ToArray();
    }

    public static Tensor[] Inputs(JsonElement entry, bool gradients)
    {
        var inputs = new List<Tensor>();
        foreach (var input in entry.GetProperty("inputs").EnumerateArray())
        {
            var tensor = Fill(Longs(input.GetProperty("shape")), inputs.Count, input.GetProperty("kind").GetString()!);
            if (gradients && tensor.is_floating_point()) tensor.requires_grad = true;
            inputs.Add(tensor);
        }
        return [.. inputs];
    }

    /// <summary>Runs a case and compares its output and the gradients of all its inputs with PyTorch's.</summary>
    public static void Check(string name, Func<Tensor[], Tensor> run)
    {
        using var scope = NewDisposeScope();
        var entry = Root.GetProperty(name);
        bool gradients = entry.TryGetProperty("gradients", out var expected);
        var inputs = Inputs(entry, gradients);
        var output = run(inputs);
        Same(name, entry.GetProperty("output"), output);
        if (!gradients) return;
        var weights = Aten.Call("empty.memory_format", output.shape, ScalarType.Float32);
        Write(weights, i => (float)Math.Cos(0.1 * i + 1));
        Aten.Call("sum", Aten.Call("mul.Tensor", output, weights)).backward();
        var received = inputs.Where(input => input.requires_grad).Select(input => input.grad).OfType<Tensor>().ToList();
        Assert.Equal(expected.GetArrayLength(), received.Count);
        for (int i = 0; i < received.Count; i++) Same($"{name}: gradient {i}", expected[i], received[i]);
    }

    public static long[] Longs(JsonElement array) => [.. array.EnumerateArray().Select(one => one.GetInt64())];

    public static double[] Doubles(JsonElement array) => [.. array.EnumerateArray().Select(one => one.GetDouble())];

    private static void Same(string what, JsonElement expected, Tensor actual)
    {
        Assert.Equal(Longs(expected.GetProperty("shape")), actual.shape);
        double[] values = Values(actual);
        double sum = 0, size = 0;
        for (int i = 0; i < values.Length; i++)
        {
            sum += values[i] * Math.Cos(0.1 * i + 1);
            size += Math.Abs(values[i]);
        }
        double[] first = Doubles(expected.GetProperty("first"));
        for (int i = 0; i < first.Length; i++)
            Assert.True(Math.Abs(first[i] - values[i]) <= 2e-5 * (1 + Math.Abs(first[i])), $"{what}: element {i} is {values[i]}, PyTorch's {first[i]}");
        double wanted = expected.GetProperty("sum").GetDouble();
        Assert.True(Math.Abs(wanted - sum) <= 1e-5 * (1 + size), $"{what}: weighted sum is {sum}, PyTorch's {wanted}");
    }
}
