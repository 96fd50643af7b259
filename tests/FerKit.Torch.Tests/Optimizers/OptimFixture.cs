using System.Runtime.InteropServices;
using System.Text.Json;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FerKit.Torch.Tests.Optimizers;

/// <summary>fixtures/optim.json, written by PyTorch, and the parameters and gradients that make_optim.py defines.</summary>
internal static class OptimFixture
{
    public const int Steps = 7;

    public static readonly JsonElement Root = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "fixtures", "optim.json"))).RootElement;

    private static readonly long[][] Shapes = [[5, 7], [3], [2, 3, 2, 2]];

    public static Parameter[] Parameters() => [.. Shapes.Select((_, k) => nn.Parameter(Start(k)))];

    public static float[] Values(IEnumerable<Parameter> parameters) => [.. parameters.SelectMany(parameter => parameter.data<float>().ToArray())];

    /// <summary>Gives each parameter the gradient of this step, or none.</summary>
    public static void SetGradients(Parameter[] parameters, int step)
    {
        for (int k = 0; k < parameters.Length; k++)
        {
            parameters[k].grad?.Dispose();
            using var gradient = k == 1 && (step < 2 || step == 4) ? null : Filled(k, i => ((i * 37 + step * 101 + k * 13) % 201 - 100) / 64f);
            parameters[k].grad = gradient;
        }
    }

    public static float[] Floats(JsonElement text) => MemoryMarshal.Cast<byte, float>(text.GetBytesFromBase64()).ToArray();

    public static double[] Doubles(JsonElement text) => MemoryMarshal.Cast<byte, double>(text.GetBytesFromBase64()).ToArray();

    private static Tensor Start(int k) => Filled(k, i => ((i * 29 + k * 17) % 101 - 50) / 32f);

    private static Tensor Filled(int k, Func<int, float> value)
    {
        int count = (int)Shapes[k].Aggregate(1L, (product, side) => product * side);
        return tensor([.. Enumerable.Range(0, count).Select(value)], Shapes[k]);
    }
}
