using System.Globalization;
using System.Reflection;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Torch.Tests.Tensors;

/// <summary>fixtures/tensors.json, written by PyTorch (make_tensors.py), and how a case's arguments become those of a C# method.</summary>
internal static class OperatorFixture
{
    private static readonly JsonElement Root = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "fixtures", "tensors.json"))).RootElement;

    public static IReadOnlyList<JsonElement> Cases { get; } = [.. Root.GetProperty("cases").EnumerateArray()];

    public static Tensor Input(string name) => Read(Root.GetProperty("inputs").GetProperty(name));

    /// <summary>A tensor of [element type, shape, values].</summary>
    public static Tensor Read(JsonElement plain)
    {
        double[] values = [.. plain[2].EnumerateArray().Select(Number)];
        long[] shape = [.. plain[1].EnumerateArray().Select(side => side.GetInt64())];
        return tensor(values, shape, ElementType(plain[0].GetString()!));
    }

    public static ScalarType ElementType(string name) => name switch
    {
        "uint8" => ScalarType.Byte,
        "bool" => ScalarType.Bool,
        "bfloat16" => ScalarType.BFloat16,
        "float16" => ScalarType.Float16,
        "float32" => ScalarType.Float32,
        "float64" => ScalarType.Float64,
        _ => Enum.Parse<ScalarType>(name, ignoreCase: true),
    };

    /// <summary>The arguments as a method's parameters want them, or null when they do not fit.</summary>
    public static object?[]? Fit(ParameterInfo[] parameters, IReadOnlyList<JsonElement> given, Dictionary<string, Tensor> inputs)
    {
        if (given.Count > parameters.Length || parameters.Skip(given.Count).Any(one => !one.HasDefaultValue && !one.IsDefined(typeof(ParamArrayAttribute)))) return null;
        var fitted = new object?[parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
        {
            if (i >= given.Count) fitted[i] = parameters[i].HasDefaultValue ? Type.Missing : Array.CreateInstance(parameters[i].ParameterType.GetElementType()!, 0);
            else if (!Fit(given[i], parameters[i].ParameterType, inputs, out fitted[i])) return null;
        }
        return fitted;
    }

    private static bool Fit(JsonElement given, Type wanted, Dictionary<string, Tensor> inputs, out object? value)
    {
        var type = Nullable.GetUnderlyingType(wanted) ?? wanted;
        // Cast, because numbers and arrays would become tensors else.
        value = given.ValueKind switch
        {
            JsonValueKind.String when type == typeof(Tensor) => (object)Named(given.GetString()![1..], inputs),
            JsonValueKind.Array when type == typeof(long[]) => given.EnumerateArray().Select(one => one.GetInt64()).ToArray(),
            JsonValueKind.True or JsonValueKind.False when type == typeof(bool) => given.GetBoolean(),
            JsonValueKind.Number when type == typeof(Scalar) => Whole(given) ? (Scalar)given.GetInt64() : (Scalar)given.GetDouble(),
            JsonValueKind.Number when type == typeof(double) => given.GetDouble(),
            JsonValueKind.Number when type == typeof(float) => given.GetSingle(),
            JsonValueKind.Number when type == typeof(long) && Whole(given) => given.GetInt64(),
            JsonValueKind.Number when type == typeof(int) && Whole(given) => given.GetInt32(),
            _ => null,
        };
        return value is not null || given.ValueKind == JsonValueKind.Null;
    }

    private static Tensor Named(string name, Dictionary<string, Tensor> inputs) =>
        inputs.TryGetValue(name, out var tensor) ? tensor : inputs[name] = Input(name);

    private static bool Whole(JsonElement number) => number.TryGetInt64(out _) && !number.GetRawText().Contains('.', StringComparison.Ordinal);

    private static double Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() switch { "inf" => double.PositiveInfinity, "-inf" => double.NegativeInfinity, var text => double.Parse(text!, CultureInfo.InvariantCulture) },
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => value.GetDouble(),
    };
}
