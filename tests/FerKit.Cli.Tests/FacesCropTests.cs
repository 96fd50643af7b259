using System.Text.Json;
using FerKit.Faces;
using FerKit.Imaging;

namespace FerKit.Cli.Tests;

/// <summary><c>ferkit faces crop</c> on drawn faces and on what is none.</summary>
public sealed class FacesCropTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ferkit-crop-").FullName;

    public FacesCropTests()
    {
        for (ulong person = 1; person <= 4; person++)
        {
            var face = new FaceParameters { Identity = FaceIdentity.FromSeed(person) with { Glasses = false }, SceneSeed = 3 };
            Write($"in/happy/p{person}.jpg", ImageCodec.Default.EncodeJpeg(FaceRenderer.Draw(face, 128)));
        }
        Write("in/sad/wall.png", ImageCodec.Default.EncodePng(new RgbImage(128, 128)));
        byte[] whole = File.ReadAllBytes(At("in/happy/p1.jpg"));
        Write("in/sad/cut.jpg", whole[..(whole.Length / 2)]);
    }

    [Fact]
    public void Crop_OfAFolder_KeepsFoldersAndNamesWhatItLeavesOut()
    {
        var outcome = Ferkit.Run("faces", "crop", At("in"), At("out"), "--size", "48", "--json");
        Assert.Equal(0, outcome.Code);
        var report = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.Equal(6, report.GetProperty("photographs").GetInt32());
        int written = report.GetProperty("written").GetInt32();
        string[] crops = Crops();
        Assert.Equal(written, crops.Length);
        Assert.InRange(written, 1, 4);
        Assert.All(crops, crop => Assert.StartsWith("happy/p", crop, StringComparison.Ordinal));
        Assert.All(crops, crop => Assert.Equal(48, ImageCodec.Read(At($"out/{crop}")).Width));
        Assert.Contains("no face: sad/wall.png", outcome.Errors, StringComparison.Ordinal);
        Assert.Contains("left out sad/cut.jpg: ", outcome.Errors, StringComparison.Ordinal);
        Assert.Equal("sad/cut.jpg", Assert.Single(report.GetProperty("unreadable").EnumerateArray()).GetProperty("path").GetString());
    }

    [Fact]
    public void Crop_WithPolicies_TakesWholePicturesAndSaysHowMany()
    {
        var outcome = Ferkit.Run("faces", "crop", At("in"), At("out"), "--none", "whole", "--align", "none", "--margin", "0");
        Assert.Equal(0, outcome.Code);
        Assert.Contains("sad/wall.png", Crops());
        Assert.Matches(@"out: \d faces and \d whole pictures of 6 photographs \(\d without a face, \d with several, 1 unreadable; 0 faces could not be turned\)", outcome.Output.TrimEnd().Split('\n')[^1]);
    }

    [Fact]
    public void Crop_WhereNoFaceIsAnError_ListsThemAndFails()
    {
        var outcome = Ferkit.Run("faces", "crop", At("in"), At("out"), "--none", "error");
        Assert.Equal(1, outcome.Code);
        Assert.Contains("no face: sad/wall.png", outcome.Errors, StringComparison.Ordinal);
        Assert.Contains("which --none error calls an error", outcome.Error, StringComparison.Ordinal);
        Assert.NotEmpty(Crops());
    }

    [Fact]
    public void Crop_OfAFolderWithoutFaces_FailsAndMakesNothing()
    {
        var outcome = Ferkit.Run("faces", "crop", At("in/sad"), At("out"));
        Assert.Equal(1, outcome.Code);
        Assert.Contains("no face was written of 2 photographs", outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(At("out")));
    }

    [Fact]
    public void Crop_IntoItsInput_IsRefused()
    {
        var outcome = Ferkit.Run("faces", "crop", At("in"), At("in/out"));
        Assert.Equal(1, outcome.Code);
        Assert.Contains("name a folder elsewhere", outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(At("in/out")));
    }

    [Fact]
    public void Crop_WithWeightsThatAreNone_NamesTheFile()
    {
        Write("w.safetensors", [2, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'}']);
        var outcome = Ferkit.Run("faces", "crop", At("in"), At("out"), "--detector", "mtcnn", "--weights", At("w.safetensors"));
        Assert.Equal(1, outcome.Code);
        Assert.Contains("w.safetensors: does not fit MTCNN: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("pnet.conv1", outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(At("out")));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string[] Crops() => [.. Directory.EnumerateFiles(At("out"), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(At("out"), file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private void Write(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllBytes(At(name), content);
    }

    private string At(string name) => Path.Combine(folder, name);
}
