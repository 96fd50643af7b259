using FerKit.Faces.Detection;
using FerKit.Imaging;
using FerKit.Safetensors;

namespace FerKit.Tests.Faces.Detection;

[Collection("libtorch")]
public sealed class MtcnnTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string File => folder.File("mtcnn.safetensors");

    [Fact]
    public void Load_OfASavedFile_DetectsAsTheNetworksThatWereSaved()
    {
        FixtureNoise.Save(File);
        var options = new MtcnnOptions { ProposalThreshold = 0.57f, RefinementThreshold = 0.6f, OutputThreshold = 0.65f };
        using var loaded = Mtcnn.Load(File, options);
        using var made = new Mtcnn(FixtureNoise.Networks(), options);
        Assert.NotEmpty(loaded.Detect(FixtureNoise.Picture()));
        Assert.Equal(made.Detect(FixtureNoise.Picture()), loaded.Detect(FixtureNoise.Picture()));
    }

    [Fact]
    public void Load_WithWrongKeys_NamesThemAllInOneLine()
    {
        FixtureNoise.Save(File, tensors => tensors.Where(one => one.Name != "rnet.conv2.bias")
            .Select(one => one.Name == "pnet.conv1.weight" ? new SafetensorsTensor(one.Name, SafetensorsDataType.F32, [10, 3, 3, 2], new byte[4 * 180]) : one)
            .Append(new SafetensorsTensor("onet.dense7.weight", SafetensorsDataType.F32, [1], new byte[4])));
        string message = Assert.Throws<FerKitException>(() => Mtcnn.Load(File)).Message;
        Assert.StartsWith($"{File}: does not fit MTCNN: ", message, StringComparison.Ordinal);
        Assert.Contains("1 key is missing (rnet.conv2.bias)", message, StringComparison.Ordinal);
        Assert.Contains("1 key is surplus (onet.dense7.weight)", message, StringComparison.Ordinal);
        Assert.Contains("'pnet.conv1.weight' has the shape (10, 3, 3, 2), not (10, 3, 3, 3)", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Load_WithWeightsThatAreNotNumbers_NamesTheKey()
    {
        FixtureNoise.Save(File, tensors => tensors.Select(one => one.Name == "onet.dense5.bias"
            ? new SafetensorsTensor(one.Name, SafetensorsDataType.F32, [256], Enumerable.Repeat(BitConverter.GetBytes(float.NaN), 256).SelectMany(bytes => bytes).ToArray()) : one));
        Assert.Contains("'onet.dense5.bias' holds numbers that are not finite", Assert.Throws<FerKitException>(() => Mtcnn.Load(File)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfAMissingFile_SaysSo() =>
        Assert.Contains("no such file", Assert.ThrowsAny<FerKitException>(() => Mtcnn.Load(File)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(19, 300)]
    [InlineData(300, 20)]
    public void Detect_InATinyOrThinPicture_DoesNotFail(int width, int height)
    {
        using var detector = new Mtcnn(FixtureNoise.Networks(), new MtcnnOptions { ProposalThreshold = 0, RefinementThreshold = 0, OutputThreshold = 0 });
        var faces = detector.Detect(new RgbImage(width, height));
        Assert.Equal(Math.Min(width, height) < 20, faces.Count == 0);
        Assert.All(faces, face => Assert.True(face.X >= 0 && face.Y >= 0 && face.X + face.Width <= width + 0.01 && face.Y + face.Height <= height + 0.01));
    }

    [Fact]
    public void Detect_InAPictureOverTheLongestSide_GivesBoxesInItsOwnPixels()
    {
        var options = new MtcnnOptions { ProposalThreshold = 0.57f, RefinementThreshold = 0.6f, OutputThreshold = 0.6f };
        using var detector = new Mtcnn(FixtureNoise.Networks(), options);
        using var bounded = new Mtcnn(FixtureNoise.Networks(), options with { LongestSide = 120 });
        var image = FixtureNoise.Picture();
        var doubled = new RgbImage(240, 192);
        for (int i = 0; i < doubled.Pixels.Length; i++)
            doubled.Pixels[i] = image.Pixels[(i / 3 / 240 / 2 * 120 + i / 3 % 240 / 2) * 3 + i % 3];
        var expected = detector.Detect(image);
        var found = bounded.Detect(doubled);
        Assert.Equal(expected.Count, found.Count);
        foreach (var (one, two) in expected.Zip(found))
        {
            Assert.Equal(2 * one.X, two.X, 1e-3);
            Assert.Equal(2 * one.Height, two.Height, 1e-3);
            Assert.Equal(2 * one.Landmarks!.Nose!.Value.Y, two.Landmarks!.Nose!.Value.Y, 1e-3);
        }
    }

    [Fact]
    public void Options_OutOfRange_NameTheProperty()
    {
        Assert.Contains("SmallestFace is 5", Assert.Throws<ArgumentOutOfRangeException>(() => new MtcnnOptions { SmallestFace = 5 }).Message, StringComparison.Ordinal);
        Assert.Contains("PyramidFactor is 1", Assert.Throws<ArgumentOutOfRangeException>(() => new MtcnnOptions { PyramidFactor = 1 }).Message, StringComparison.Ordinal);
        Assert.Contains("OutputThreshold is NaN", Assert.Throws<ArgumentOutOfRangeException>(() => new MtcnnOptions { OutputThreshold = float.NaN }).Message, StringComparison.Ordinal);
        Assert.Contains("LongestSide", Assert.Throws<ArgumentOutOfRangeException>(() => new MtcnnOptions { LongestSide = 0 }).Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
