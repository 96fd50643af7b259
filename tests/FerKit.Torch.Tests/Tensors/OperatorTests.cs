using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Torch.Tests.Tensors;

/// <summary>Methods of Tensor and functions of torch against what PyTorch computed for the same arguments.</summary>
[Collection("libtorch")]
public sealed class OperatorTests
{
    public static TheoryData<string> Methods => [.. OperatorFixture.Cases.Select(one => one[0].GetString()!).Distinct()];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Method_OnTheFixture_AgreesWithPyTorch(string name)
    {
        foreach (var one in OperatorFixture.Cases.Where(one => one[0].GetString() == name))
        {
            int called = 0;
            foreach (var method in typeof(Tensor).GetMethods(BindingFlags.Public | BindingFlags.Instance).Where(method => method.Name == name))
                called += Check(one, method, isStatic: false) ? 1 : 0;
            foreach (var function in typeof(torch).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(function => function.Name == name))
                called += Check(one, function, isStatic: true) ? 1 : 0;
            Assert.True(called > 0, $"no overload takes {one[2].GetRawText()}");
        }
    }

    // False when the overload does not take the case's arguments.
    private static bool Check(JsonElement one, MethodInfo method, bool isStatic)
    {
        var parameters = method.GetParameters();
        if (method.IsGenericMethod || parameters.Any(parameter => parameter.ParameterType.IsByRefLike)) return false;
        if (isStatic && (parameters.Length == 0 || parameters[0].ParameterType != typeof(Tensor) || parameters[0].Name == "condition")) return false;

        using var scope = NewDisposeScope();
        var inputs = new Dictionary<string, Tensor>();
        var fitted = OperatorFixture.Fit(isStatic ? parameters[1..] : parameters, [.. one[2].EnumerateArray()], inputs);
        if (fitted is null) return false;
        var self = OperatorFixture.Input(one[1].GetString()!);
        int before = scope.DisposablesCount;

        object? returned = isStatic
            ? method.Invoke(null, BindingFlags.OptionalParamBinding, null, [self, .. fitted], null)
            : method.Invoke(self, BindingFlags.OptionalParamBinding, null, fitted, null);

        Tensor[] results = [.. Results(returned).OfType<Tensor>()];
        string call = $"{method} {one.GetRawText()[..Math.Min(80, one.GetRawText().Length)]}";
        if (name(method).EndsWith('_')) Assert.Same(self, results[0]);
        Assert.True(scope.DisposablesCount == before + results.Count(result => !ReferenceEquals(result, self)), $"temporaries are left: {call}");
        if (returned is bool truth) results = [tensor(truth)];
        Assert.Equal(one[3].GetArrayLength(), results.Length);
        for (int i = 0; i < results.Length; i++) Equal(one[3][i], results[i], call);
        return true;

        static string name(MethodInfo method) => method.Name;
    }

    private static IEnumerable<object?> Results(object? returned) => returned switch
    {
        ITuple tuple => Enumerable.Range(0, tuple.Length).Select(i => tuple[i]),
        IEnumerable list => list.Cast<object?>(),
        _ => [returned],
    };

    private static void Equal(JsonElement expected, Tensor actual, string call)
    {
        var wanted = OperatorFixture.Read(expected);
        Assert.True(wanted.shape.SequenceEqual(actual.shape), $"({string.Join(", ", actual.shape)}) instead of ({string.Join(", ", wanted.shape)}): {call}");
        Assert.True(wanted.dtype == actual.dtype, $"{actual.dtype} instead of {wanted.dtype}: {call}");
        Assert.True(actual.to(ScalarType.Float64).allclose(wanted.to(ScalarType.Float64), 1e-5, 1e-6, equal_nan: true), $"{actual.npstr()} instead of {wanted.npstr()}: {call}");
    }
}
