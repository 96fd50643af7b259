using FerKit.Faces;
using FerKit.Faces.Cropping;
using FerKit.Imaging;

namespace FerKit.Tests.Faces.Cropping;

public sealed class FaceCropFolderTests : IDisposable
{
    // Finds as many faces as the picture's first red level says, side by side, and nothing else of it.
    private sealed class Counted(LandmarkKind kind = LandmarkKind.Eyes) : IFaceDetector
    {
        public string Description => "a counter";

        public LandmarkKind Landmarks => kind;

        public IReadOnlyList<FaceBox> Detect(RgbImage image) => [.. Enumerable.Range(0, image.Pixels[0]).Select(i => new FaceBox(10 * i, 0, 10, 10, 1))];

        public FaceLandmarks? FindLandmarks(RgbImage image, FaceBox face) => face.X == 0 ? new(new(3, 4), new(7, 4)) : null;
    }

    private static readonly FaceCropOptions Options = new() { Size = 16 };

    private readonly TemporaryFolder folder = new();

    private string In => Path.Combine(folder.Path, "in");

    private string Out => Path.Combine(folder.Path, "out");

    [Fact]
    public void Write_OfAFolder_KeepsItsFoldersAndListsWhatItLeft()
    {
        Photograph("in/b/one.png", 1);
        Photograph("in/none.png", 0);
        Photograph("in/b/c/two.png", 2);
        folder.Write("in/b/cut.png", ImageCodec.Default.EncodePng(new RgbImage(40, 40))[..60]);
        folder.Write("in/notes.txt", [1]);
        var report = FaceCropFolder.Write(In, Out, new Counted(), Options);
        Assert.Equal(["b/c/two.png", "b/one.png"], Written());
        Assert.Equal((4, 2, 0), (report.Photographs, report.Written, report.Unaligned.Count));
        Assert.Equal(["none.png"], report.WithoutFace);
        Assert.Equal([new FaceCount("b/c/two.png", 2)], report.WithSeveral);
        Assert.Equal("b/cut.png", Assert.Single(report.Unreadable).Path);
        var crop = ImageCodec.Read(Path.Combine(Out, "b/one.png"));
        Assert.Equal((16, 16), (crop.Width, crop.Height));
    }

    [Theory]
    [InlineData(NoFace.Skip, SeveralFaces.Largest, "one.png", "two.png")]
    [InlineData(NoFace.Whole, SeveralFaces.Skip, "none.png", "one.png")]
    [InlineData(NoFace.Error, SeveralFaces.Error, "one.png")]
    [InlineData(NoFace.Skip, SeveralFaces.All, "one.png", "two.face2.png", "two.png")]
    public void Write_ByPolicy_TakesWhatItSays(NoFace none, SeveralFaces several, params string[] expected)
    {
        Photograph("in/none.png", 0);
        Photograph("in/one.png", 1);
        Photograph("in/two.png", 2);
        var report = FaceCropFolder.Write(In, Out, new Counted(), Options with { None = none, Several = several });
        Assert.Equal(expected, Written());
        Assert.Equal(expected.Length, report.Written);
        Assert.Equal(expected.Contains("two.face2.png") ? [new FaceCount("two.png", 1)] : [], report.Unaligned);
        Assert.Single(report.WithoutFace);
        Assert.Single(report.WithSeveral);
    }

    [Theory]
    [InlineData(SeveralFaces.Largest)]
    [InlineData(SeveralFaces.All)]
    public void Write_ACropWhoseNameIsTooLong_LeavesThePhotographOutAndGoesOn(SeveralFaces several)
    {
        string shared = new('a', 251), numbered = new('b', 248);
        Photograph($"in/{shared}.bmp", 1);
        Photograph($"in/{shared}.png", 1);
        Photograph($"in/{numbered}.png", 2);
        Photograph("in/z.png", 2);
        var report = FaceCropFolder.Write(In, Out, new Counted(), Options with { Several = several });
        string[] left = several == SeveralFaces.All ? [$"{shared}.bmp", $"{shared}.png", $"{numbered}.png"] : [$"{shared}.bmp", $"{shared}.png"];
        Assert.Equal(left, report.Unreadable.Select(one => one.Path));
        Assert.All(report.Unreadable, one => Assert.Contains("give it a shorter one", one.Reason, StringComparison.Ordinal));
        Assert.Equal(several == SeveralFaces.All ? ["z.face2.png", "z.png"] : [$"{numbered}.png", "z.png"], Written());
        Assert.Equal(2, report.Written);
    }

    [Fact]
    public void Write_OfLinksInACircle_TakesEachPictureOnce()
    {
        Photograph("in/a/one.png", 1);
        Directory.CreateSymbolicLink(Path.Combine(In, "a/again"), In);
        Directory.CreateSymbolicLink(Path.Combine(In, "self"), Path.Combine(In, "self"));
        FaceCropFolder.Write(In, Out, new Counted(), Options);
        Assert.Equal(["a/one.png"], Written());
    }

    [Theory]
    [InlineData("in")]
    [InlineData("in/sub")]
    [InlineData("")]
    [InlineData("link/sub")]
    public void Write_IntoOrAroundItsInput_IsRefused(string output)
    {
        Photograph("in/one.png", 1);
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "link"), In);
        AssertRefused("lies in", In, Path.Combine(folder.Path, output));
    }

    [Fact]
    public void Write_IntoAFolderThatHoldsSomething_LeavesIt()
    {
        Photograph("in/one.png", 1);
        folder.Write("out/mine.txt", [1]);
        AssertRefused("holds files already", In, Out);
        Assert.Equal(["mine.txt"], Written());
    }

    [Fact]
    public void Write_OfNothing_SaysWhatIsMissing()
    {
        AssertRefused("no such folder", In, Out);
        Directory.CreateDirectory(In);
        AssertRefused("holds no pictures", In, Out);
        folder.Write("file", [1]);
        AssertRefused("is a file", Path.Combine(folder.Path, "file"), Out);
        Photograph("in/one.png", 1);
        AssertRefused("is a file", In, Path.Combine(folder.Path, "file"));
        Assert.False(Directory.Exists(Out));
    }

    [Fact]
    public void Write_WithADetectorThatFindsNoLandmarks_SaysSo()
    {
        Photograph("in/one.png", 1);
        Assert.Contains("needs a detector that finds five; a counter does not",
            Assert.Throws<ArgumentException>(() => FaceCropFolder.Write(In, Out, new Counted(), Options with { Alignment = FaceAlignment.Landmarks })).Message, StringComparison.Ordinal);
        Assert.Contains("align by none",
            Assert.Throws<ArgumentException>(() => FaceCropFolder.Write(In, Out, new Counted(LandmarkKind.None), Options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WhenStopped_ThrowsAndLeavesNoHalfFile()
    {
        for (int i = 0; i < 40; i++) Photograph($"in/{i:D2}.png", 1);
        using var stop = new CancellationTokenSource();
        var progress = new Progress(() => stop.Cancel());
        Assert.ThrowsAny<OperationCanceledException>(() => FaceCropFolder.Write(In, Out, new Counted(), Options, progress, stop.Token));
        Assert.NotEmpty(Written());
        Assert.All(Written(), name => Assert.Equal(16, ImageCodec.Read(Path.Combine(Out, name)).Width));
    }

    public void Dispose() => folder.Dispose();

    private sealed class Progress(Action act) : IProgress<FerKit.Data.DataProgress>
    {
        public void Report(FerKit.Data.DataProgress value) => act();
    }

    private string[] Written() => [.. folder.Files().Where(file => file.StartsWith("out/", StringComparison.Ordinal)).Select(file => file[4..])];

    private void Photograph(string name, byte faces)
    {
        var image = new RgbImage(40, 20);
        image.Pixels[0] = faces;
        folder.Write(name, ImageCodec.Default.EncodePng(image));
    }

    private static void AssertRefused(string says, string input, string output) =>
        Assert.Contains(says, Assert.Throws<FerKitException>(() => FaceCropFolder.Write(input, output, new Counted(), Options)).Message, StringComparison.Ordinal);
}
