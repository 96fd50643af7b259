using System.Globalization;
using System.Text.RegularExpressions;
using FerKit.Faces;
using FerKit.Imaging;

namespace FerKit.Tests.Faces;

public sealed class CkPlusLayoutTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Out => Path.Combine(_folder.Path, "out");

    private string[] Below(string part) =>
        [.. Directory.EnumerateFiles(Path.Combine(Out, part), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Path.Combine(Out, part), file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Fact]
    public void Write_CkPlus_HasTheDistributorsNames()
    {
        int written = FaceFolder.Write(Out, FaceFolderLayout.CkPlus, FaceLook.Lab, 21, 14, 32, 0);
        Assert.Equal(["Emotion", "cohn-kanade-images"], Directory.GetDirectories(Out).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        string[] frames = Below("cohn-kanade-images"), emotions = Below("Emotion");
        Assert.Equal(written, frames.Length);
        Assert.All(frames, frame => Assert.Matches(@"^(S\d{3})/(\d{3})/\1_\2_\d{8}\.png$", frame));
        // Of 14 faces a person two are neutral; the third person here has seven.
        Assert.Equal(["S001 12", "S002 6", "S003 12"], emotions.GroupBy(name => name[..4]).Select(person => $"{person.Key} {person.Count()}"));
        foreach (var sequence in frames.GroupBy(frame => frame[..8]))
        {
            string[] names = [.. sequence];
            Assert.InRange(names.Length, 8, 14);
            Assert.Equal(Enumerable.Range(1, names.Length), names.Select(name => int.Parse(name[^12..^4], CultureInfo.InvariantCulture)));
            Assert.Equal([names[^1].Replace(".png", "_emotion.txt")], emotions.Where(emotion => emotion.StartsWith(sequence.Key, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Write_CkPlus_NumbersEmotionsAsTheDistributorDoes()
    {
        FaceFolder.Write(Out, FaceFolderLayout.CkPlus, FaceLook.Lab, 7, 0, 32, 0);
        // CK+: 0 neutral, 1 anger, 2 contempt, 3 disgust, 4 fear, 5 happy, 6 sadness, 7 surprise. Lab takes the expressions in turn.
        string[] texts = [.. Below("Emotion").Select(name => File.ReadAllText(Path.Combine(Out, "Emotion", name)))];
        Assert.All(texts, text => Assert.Matches(new Regex(@"^   [0-9]\.0{7}e\+00\n\z"), text));
        Assert.Equal([5f, 6f, 7f, 4f, 3f, 1f], texts.Select(text => float.Parse(text, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Write_CkPlus_GoesFromRestToTheLabelledFace()
    {
        FaceFolder.Write(Out, FaceFolderLayout.CkPlus, FaceLook.Lab, 2, 0, 64, 0);
        FaceDescription happy = BuiltInFaces.Describe(FaceLook.Lab, 2, 0, 0).Last();
        RgbImage[] frames = [.. Below("cohn-kanade-images").Select(name => ImageCodec.Read(Path.Combine(Out, "cohn-kanade-images", name)))];
        Assert.Equal(FaceRenderer.Draw(happy.Parameters with { Units = ActionUnits.None }, 64).Pixels, frames[0].Pixels);
        Assert.Equal(happy.Draw(64).Image.Pixels, frames[^1].Pixels);
        double[] distances = [.. frames.Select(frame => frame.Pixels.Zip(frames[^1].Pixels).Average(pair => Math.Abs(pair.First - pair.Second)))];
        Assert.Equal(distances.OrderDescending(), distances);
        Assert.Equal(distances.Length, distances.Distinct().Count());
    }

    [Fact]
    public void Write_CkPlusOfNeutralFaces_SaysThatNoneIsLeft()
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => FaceFolder.Write(Out, FaceFolderLayout.CkPlus, FaceLook.Lab, 1, 0, 32, 0));
        Assert.Contains("neutral", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out));
    }

    [Fact]
    public void Write_CkPlusOfMorePersonsThanItsNamesTellApart_IsRefused()
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => FaceFolder.Write(Out, FaceFolderLayout.CkPlus, FaceLook.Wild, 3000, 0, 32, 0));
        Assert.Contains("999 persons", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out));
    }

    public void Dispose() => _folder.Dispose();
}
