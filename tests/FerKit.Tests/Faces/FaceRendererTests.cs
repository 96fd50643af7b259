using FerKit.Faces;
using FerKit.Imaging;

namespace FerKit.Tests.Faces;

public sealed class FaceRendererTests
{
    [Fact]
    public void Draw_SameParameters_SameBytes()
    {
        FaceParameters face = BuiltInFaces.Describe(FaceLook.Wild, 1, 0, 5).Single().Parameters;
        Assert.Equal(FaceRenderer.Draw(face, 64).Pixels, FaceRenderer.Draw(face with { }, 64).Pixels);
    }

    [Theory]
    [InlineData(Expression.Happiness)]
    [InlineData(Expression.Sadness)]
    [InlineData(Expression.Surprise)]
    [InlineData(Expression.Fear)]
    [InlineData(Expression.Disgust)]
    [InlineData(Expression.Anger)]
    public void Draw_Expression_DiffersFromNeutralWithinTheFace(Expression expression)
    {
        for (ulong person = 0; person < 8; person++)
        {
            FaceParameters neutral = Portraits.Clear(person);
            (int count, float left, float top, float right, _) = Portraits.Difference(
                FaceRenderer.Draw(neutral, 64), FaceRenderer.Draw(neutral with { Units = ExpressionUnits.Typical(expression) }, 64));
            Assert.InRange(count, 100, 64 * 64 / 2);
            Assert.True(left > 0.1f && right < 0.9f && top > 0.05f, $"{left} {top} {right}");
        }
    }

    [Fact]
    public void Draw_EveryActionUnit_ChangesThePicture()
    {
        FaceParameters neutral = Portraits.Clear();
        RgbImage rest = FaceRenderer.Draw(neutral, 96);
        foreach (int number in ActionUnits.Numbers)
        {
            ActionUnits one = ActionUnits.Of(new Dictionary<int, float> { [number] = 1 });
            int count = Portraits.Difference(rest, FaceRenderer.Draw(neutral with { Units = one }, 96)).Count;
            Assert.True(count > 20, $"AU{number} changes {count} pixels");
        }
    }

    [Fact]
    public void Draw_BrowUnits_LeaveTheMouthAlone()
    {
        FaceParameters neutral = Portraits.Clear();
        RgbImage rest = FaceRenderer.Draw(neutral, 64);
        RgbImage raised = FaceRenderer.Draw(neutral with { Units = new() { AU1 = 1, AU2 = 1 } }, 64);
        Assert.True(Portraits.Difference(rest, raised).Bottom < 0.5f);
        RgbImage smile = FaceRenderer.Draw(neutral with { Units = new() { AU12 = 1, AU25 = 1 } }, 64);
        Assert.True(Portraits.Difference(rest, smile).Top > 0.45f);
    }

    [Fact]
    public void Draw_YawLeftAndRight_AreNearlyMirrored()
    {
        FaceParameters face = Portraits.Clear() with { Light = new() { Sideways = 0 } };
        RgbImage left = FaceRenderer.Draw(face with { Pose = new() { Yaw = -40 } }, 64), right = FaceRenderer.Draw(face with { Pose = new() { Yaw = 40 } }, 64);
        RgbImage front = FaceRenderer.Draw(face, 64);
        Assert.True(Portraits.Difference(left, right).Count > 800);
        Assert.True(Portraits.Difference(left, front).Count > 600);
        Assert.True(Portraits.Difference(left, Mirror(right)).Count < Portraits.Difference(left, right).Count);
    }

    [Theory]
    [InlineData(Occluders.Glasses, 0.2f, 0.65f)]
    [InlineData(Occluders.Sunglasses, 0.2f, 0.65f)]
    [InlineData(Occluders.Mask, 0.4f, 1)]
    [InlineData(Occluders.Microphone, 0.6f, 1)]
    [InlineData(Occluders.Hand, 0.5f, 1)]
    public void Draw_Occluder_CoversItsRegionOnly(Occluders worn, float top, float bottom)
    {
        for (ulong person = 0; person < 8; person++)
        {
            FaceParameters face = Portraits.Clear(person);
            var difference = Portraits.Difference(FaceRenderer.Draw(face, 64), FaceRenderer.Draw(face with { Occluders = worn }, 64));
            Assert.True(difference.Count > 60, $"{difference}");
            Assert.True(difference.Top >= top && difference.Bottom <= bottom, $"{difference}");
        }
    }

    [Fact]
    public void Draw_Mask_HidesTheMouthsExpression()
    {
        FaceParameters face = Portraits.Clear() with { Occluders = Occluders.Mask };
        RgbImage closed = FaceRenderer.Draw(face, 64), smile = FaceRenderer.Draw(face with { Units = new() { AU25 = 1, AU23 = 1 } }, 64);
        Assert.Equal(0, Portraits.Difference(closed, smile).Count);
    }

    [Theory]
    [InlineData(32)]
    [InlineData(48)]
    [InlineData(100)]
    [InlineData(224)]
    public void Draw_AnySize_ShowsTheSameFace(int size)
    {
        FaceParameters face = Portraits.Clear() with { Units = ExpressionUnits.Typical(Expression.Surprise), Clutter = 0.5f };
        RgbImage drawn = FaceRenderer.Draw(face, size), reference = FaceRenderer.Draw(face, 64);
        Assert.Equal((size, size), (drawn.Width, drawn.Height));
        for (int block = 0; block < 64; block++)
            Assert.InRange(BlockMean(drawn, block % 8, block / 8) - BlockMean(reference, block % 8, block / 8), -14, 14);
    }

    [Fact]
    public void Draw_ExtremesOfEveryRange_Draws()
    {
        foreach (HairStyle hair in Enum.GetValues<HairStyle>())
            foreach ((float yaw, float pitch, float roll) in (ReadOnlySpan<(float, float, float)>)[(-75, -40, -90), (75, 40, 90), (75, -40, 0), (-75, 40, 45)])
            {
                FaceParameters face = Portraits.Clear() with
                {
                    Units = ActionUnits.Of(ActionUnits.Numbers.ToDictionary(n => n, _ => 1f)),
                    Asymmetry = 0.5f,
                    Pose = new() { Yaw = yaw, Pitch = pitch, Roll = roll },
                    Light = new() { Sideways = 1, Above = -1, Strength = 1, Warmth = 1 },
                    Camera = new() { Zoom = 2, ShiftX = 32, ShiftY = -32, Blur = 4, Noise = 0.3f, Exposure = 2, Contrast = 2 },
                    Occluders = Occluders.Glasses | Occluders.Mask | Occluders.Hand | Occluders.Microphone,
                    Clutter = 1,
                };
                face = face with { Identity = face.Identity with { Hair = hair, Beard = 1, Age = 1 } };
                Assert.True(FaceRenderer.Draw(face, 32).Pixels.Distinct().Count() > 8);
            }
    }

    [Fact]
    public void Draw_Grey_HasEqualChannels()
    {
        RgbImage image = FaceRenderer.Draw(Portraits.Clear() with { Camera = new() { Grey = true, Noise = 0.1f } }, 64);
        for (int i = 0; i < image.Pixels.Length; i += 3)
            Assert.True(image.Pixels[i] == image.Pixels[i + 1] && image.Pixels[i] == image.Pixels[i + 2]);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(1025)]
    [InlineData(-1)]
    public void Draw_SizeOutOfRange_NamesSize(int size) =>
        Assert.Equal("size", Assert.Throws<ArgumentOutOfRangeException>(() => FaceRenderer.Draw(Portraits.Clear(), size)).ParamName);

    private static RgbImage Mirror(RgbImage image)
    {
        var mirrored = new RgbImage(image.Width, image.Height);
        for (int y = 0; y < image.Height; y++)
            for (int x = 0; x < image.Width; x++)
                image.Row(y).Slice((image.Width - 1 - x) * 3, 3).CopyTo(mirrored.Row(y)[(x * 3)..]);
        return mirrored;
    }

    /// <summary>The mean of one of 8 x 8 blocks.</summary>
    private static double BlockMean(RgbImage image, int column, int row)
    {
        long sum = 0, count = 0;
        for (int y = row * image.Height / 8; y < (row + 1) * image.Height / 8; y++)
            foreach (byte value in image.Row(y)[(column * image.Width / 8 * 3)..((column + 1) * image.Width / 8 * 3)])
                (sum, count) = (sum + value, count + 1);
        return (double)sum / count;
    }
}
