using System.Text.Json;
using FerKit.Training;
using FerKit.Training.Augmentations;
using static TorchSharp.torch;

namespace FerKit.Tests.Training;

/// <summary>Operations with fixed numbers against torch and torchvision; fixtures/make_augmentations.py makes theirs.</summary>
[Collection("libtorch")]
public sealed class AugmentationOracleTests
{
    private const int Side = 16;

    private static readonly JsonElement Found =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "fixtures", "augmentations.json"))).RootElement;

    [Theory]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Float32)]
    public void FlipAndShift_WithFixedSteps_CropsTheReflectedPictures(ScalarType type)
    {
        foreach (var one in Found.GetProperty("shifts").EnumerateArray())
        {
            using var scope = NewDisposeScope();
            float[] numbers = [Number(one, "mirror"), Number(one, "right"), Number(one, "down")];
            Same(one, new FlipAndShift(new Augmentation(), Side).Apply(Pictures().to(type), ForBoth(numbers), new SeededRandom(1)), 0);
        }
    }

    [Fact]
    public void RotateAndShift_WithFixedAngles_SamplesAsPyTorchDoesInDoublePrecision()
    {
        foreach (var one in Found.GetProperty("turns").EnumerateArray())
        {
            using var scope = NewDisposeScope();
            var map = new float[6];
            RotateAndShift.Map(Number(one, "mirror") < 0, Number(one, "right") * 2.0 / (Side - 1), Number(one, "down") * 2.0 / (Side - 1), Number(one, "degrees") * Math.PI / 180, map);
            // Places are exact to about 1e-6 of a pixel in float32, and neighbours differ by up to 255.
            Same(one, new RotateAndShift(new Augmentation { Rotation = 10 }, Side).Apply(Pictures().to(ScalarType.Byte), ForBoth(map), new SeededRandom(1)), 5e-3);
        }
    }

    [Theory]
    [InlineData("brightness")]
    [InlineData("contrast")]
    [InlineData("saturation")]
    public void ColorJitter_WithFixedFactors_EqualsTorchvisions(string name)
    {
        foreach (var one in Found.GetProperty(name).EnumerateArray())
        {
            using var scope = NewDisposeScope();
            var options = new Augmentation { Brightness = name == "brightness" ? 1 : 0, Contrast = name == "contrast" ? 1 : 0, Saturation = name == "saturation" ? 1 : 0 };
            float factor = Number(one, "factor");
            Same(one, new ColorJitter(options).Apply(Pictures(), ForBoth([factor, factor, factor]), new SeededRandom(1)), 2e-4);
        }
    }

    [Fact]
    public void RandomErasing_OverManyDraws_HasTorchvisionsSides()
    {
        foreach (var one in Found.GetProperty("erasing").EnumerateArray())
        {
            const int count = 40_000;
            var operation = new RandomErasing(new Augmentation { Erasing = 1, ErasingArea = one.GetProperty("area").GetDouble() }, 64);
            var random = new SeededRandom(3);
            var drawn = new List<(float Height, float Width)>();
            var numbers = new float[4];
            for (int i = 0; i < count; i++)
            {
                operation.Draw(random, numbers);
                Assert.InRange(numbers[1], numbers[0], 64);
                Assert.InRange(numbers[3], numbers[2], 64);
                drawn.Add((numbers[1] - numbers[0], numbers[3] - numbers[2]));
            }
            Assert.Equal(one.GetProperty("none").GetDouble(), drawn.Count(sides => sides.Height == 0) / (double)count, 0.002);
            drawn.RemoveAll(sides => sides.Height == 0);
            Near(one.GetProperty("heights"), drawn.Select(sides => sides.Height));
            Near(one.GetProperty("widths"), drawn.Select(sides => sides.Width));
        }

        static void Near(JsonElement deciles, IEnumerable<float> sides)
        {
            float[] sorted = [.. sides.Order()];
            for (int i = 1; i <= 9; i++)
                Assert.Equal(deciles[i - 1].GetDouble(), sorted[sorted.Length * i / 10], 1.0);
        }
    }

    private static float Number(JsonElement one, string name) => one.GetProperty(name).GetSingle();

    private static Tensor ForBoth(float[] numbers) => tensor((float[])[.. numbers, .. numbers], [2, numbers.Length]);

    private static Tensor Pictures()
    {
        float[] values = [.. Enumerable.Range(0, 2 * 3 * Side * Side).Select(i => (float)Math.Round(127.5 + 127.5 * Math.Sin(1 + 0.7 * i + 0.003 * i * i)))];
        return tensor(values, [2, 3, Side, Side]);
    }

    private static void Same(JsonElement expected, Tensor result, double tolerance)
    {
        float[] values = [.. result.to(ScalarType.Float32).data<float>().Where((_, i) => i % 7 == 0)];
        double[] wanted = [.. expected.GetProperty("pixels").EnumerateArray().Select(value => value.GetDouble())];
        Assert.Equal(wanted.Length, values.Length);
        Assert.True(wanted.Zip(values, (a, b) => Math.Abs(a - b)).Max() <= tolerance, $"differs by {wanted.Zip(values, (a, b) => Math.Abs(a - b)).Max()}");
    }
}
