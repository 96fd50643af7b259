using FerKit.Faces;
using FerKit.Imaging;

namespace FerKit.Tests.Faces;

public class PortraitSceneTests
{
    [Fact]
    public void Draw_OfTwoPersons_PutsThemSideBySide()
    {
        FaceParameters left = Portraits.Clear(1), right = Portraits.Clear(2);
        RgbImage scene = PortraitScene.Draw([left, right], 48);
        Assert.Equal((96, 48), (scene.Width, scene.Height));
        Assert.Equal(FaceRenderer.Draw(left, 48).Row(20).ToArray(), scene.Row(20)[..(3 * 48)].ToArray());
        Assert.Equal(FaceRenderer.Draw(right, 48).Row(20).ToArray(), scene.Row(20)[(3 * 48)..].ToArray());
    }

    [Fact]
    public void Draw_OfNobody_SaysWhatToGive() =>
        Assert.Contains("give one person at least", Assert.Throws<ArgumentException>(() => PortraitScene.Draw([], 64)).Message, StringComparison.Ordinal);

    [Fact]
    public void Write_OfEightPictures_TellsWhoIsOnThemAndMakesTheLastAGroup()
    {
        using var folder = new TemporaryFolder();
        string album = Path.Combine(folder.Path, "album");
        IReadOnlyList<DrawnPhotograph> written = PortraitScene.Write(album, 8, seed: 3, height: 40);
        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 3], written.Select(one => one.Persons.Count));
        Assert.Equal(10, written.SelectMany(one => one.Persons).Select(person => person.Subject).Distinct().Count());
        Assert.Equal(written.Select(one => one.Name), Directory.GetFiles(album).Select(file => Path.GetFileName(file)).Order());
        Assert.Equal((120, 40), ImageCodec.Read(Path.Combine(album, written[7].Name)) is var group ? (group.Width, group.Height) : default);
    }

    [Fact]
    public void Write_TwiceWithOneSeed_GivesEqualFilesAndNeverReplacesAny()
    {
        using var folder = new TemporaryFolder();
        string first = Path.Combine(folder.Path, "a"), second = Path.Combine(folder.Path, "b");
        PortraitScene.Write(first, 2, seed: 1, height: 32);
        PortraitScene.Write(second, 2, seed: 1, height: 32);
        Assert.Equal(File.ReadAllBytes(Path.Combine(first, "photo_001.jpg")), File.ReadAllBytes(Path.Combine(second, "photo_001.jpg")));
        Assert.Contains("name a new folder", Assert.Throws<FerKitException>(() => PortraitScene.Write(first, 2, seed: 1)).Message, StringComparison.Ordinal);
    }
}
