using FerKit.Faces.Detection;
using FerKit.Imaging;
using FerKit.Safetensors;
using static TorchSharp.torch;

namespace FerKit.Tests.Faces.Detection;

/// <summary>The weights and the picture of fixtures/make_mtcnn.py, by the same formula.</summary>
internal static class FixtureNoise
{
    private const int Width = 120, Height = 96;

    /// <summary>Uniform in -1 .. 1, from 32-bit integers alone.</summary>
    private static double[] Draw(int number, int count)
    {
        var values = new double[count];
        for (int i = 0; i < count; i++)
        {
            uint x = unchecked((uint)i * 2654435761u + (uint)number * 974711u + 12345u);
            x ^= x >> 15;
            x = unchecked(x * 2246822519u);
            x ^= x >> 13;
            values[i] = x / 2147483648.0 - 1;
        }
        return values;
    }

    public static MtcnnNetworks Networks()
    {
        var networks = new MtcnnNetworks();
        using var off = no_grad();
        var state = networks.state_dict();
        int number = 0;
        foreach (string key in state.Keys.Order(StringComparer.Ordinal))
        {
            var target = state[key];
            double scale = 0.1, offset = key.Contains("prelu", StringComparison.Ordinal) ? 0.25 : 0;
            if (target.dim() > 1)
            {
                double gain = !key.Contains('_') ? Math.Sqrt(2) : key.Split('.')[1][^1] switch { '1' => 1.0, '2' => 0.1, _ => 0.3 };
                scale = gain * Math.Sqrt(3.0 / (target.numel() / target.shape[0]));
            }
            float[] values = [.. Draw(number++, (int)target.numel()).Select(one => (float)(offset + scale * one))];
            using var made = tensor(values, target.shape);
            target.copy_(made);
        }
        return networks;
    }

    public static RgbImage Picture()
    {
        var image = new RgbImage(Width, Height);
        int[] blocks = [.. Draw(999, 4096).Select(one => (int)Math.Floor((one + 1) * 128))];
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            int c = i % 3, x = i / 3 % Width, y = i / 3 / Width;
            image.Pixels[i] = (byte)((3 * blocks[(y / 9 * 64 + x / 11) * 3 % 4093 + c] + (5 * x + 3 * y + 40 * c) % 256) / 4);
        }
        return image;
    }

    /// <summary>A weights file as users bring it, after a change to its tensors.</summary>
    public static void Save(string path, Func<IEnumerable<SafetensorsTensor>, IEnumerable<SafetensorsTensor>>? change = null)
    {
        using var networks = Networks();
        SafetensorsTensor[] tensors = [.. networks.state_dict().Select(one => TensorBytes.Describe(one.Key, one.Value))];
        SafetensorsWriter.Write(path, change is null ? tensors : change(tensors));
    }
}
