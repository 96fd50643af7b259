using System.Text;
using FerKit.Data;
using FerKit.Data.Readers;
using FerKit.Faces;

namespace FerKit.Tests.Data.Readers;

public sealed class AffectNetTests : IDisposable
{
    private const string Header = "subDirectory_filePath,face_x,face_y,face_width,face_height,facial_landmarks,expression,valence,arousal\n";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Read_Lists_MapNumbersCutFacesAndCountWhatIsNoExpression()
    {
        folder.Text("training.csv", Header + "1/a.jpg,10,4,20,18,1;2;3,1,0.5,0.5\n1/b.jpg,0,0,20,20,1;2,7,0,0\n2/c.jpg,NULL,NULL,NULL,NULL,1;2,10,-2,-2\n2/d.jpg,0,0,5,5,1;2,11,0,0\n/etc/e.jpg,0,0,5,5,1;2,1,0,0\n");
        folder.Text("validation.csv", "3/e.jpg,NULL,NULL,NULL,NULL,1;2,4,0,0\n");
        folder.Picture("Manually_Annotated_Images/1/a.jpg", 1, 60, 40);
        folder.Picture("Manually_Annotated_Images/3/e.jpg", 1, 60, 40);
        ImageCollection found = AffectNet.Read(folder.Path);
        Assert.Equal(["1/a.jpg happiness Train - -", "3/e.jpg fear Test - -"], Trees.Lines(found));
        Assert.Equal(new FaceBox(10, 4, 20, 18, 1), found.Samples[0].Face);
        Assert.Equal(20, found.Samples[0].Read().Width);
        Assert.Equal(60, found.Samples[1].Read().Width);
        Assert.Equal(["line 5: expression '11' is not in 0 .. 10", "line 6: '/etc/e.jpg' is no file within Manually_Annotated_Images"], found.Excluded.Select(one => one.Reason));
        Assert.Equal(["training.csv: 1 rows without an expression (none, uncertain, no face) passed over", "validation.csv: 1 pictures whose face box is NULL are left whole", "1 pictures of contempt passed over; --contempt keep makes it the eighth class"], found.Notes);
        Assert.Equal(8, AffectNet.Read(folder.Path, ContemptChoice.Keep).ClassNames.Count);
    }

    [Theory]
    [InlineData("abc,4,20,20")]
    [InlineData("10,4,0,20")]
    [InlineData("10,4,20,-1")]
    [InlineData("10,NULL,20,20")]
    [InlineData(",,,")]
    [InlineData("NaN,4,20,20")]
    public void Read_AFaceBoxThatIsNone_IsExcludedAndNeverTheWholePicture(string box)
    {
        folder.Text("training.csv", $"{Header}1/a.jpg,{box},1;2,1,0,0\n");
        folder.Text("validation.csv", Header);
        Directory.CreateDirectory(folder.File("Manually_Annotated_Images/1"));
        ImageCollection found = AffectNet.Read(folder.Path);
        Assert.Empty(found.Samples);
        Assert.Equal($"line 2: '{box}' is no face box: expected x, y, width and height in pixels, or NULL", Assert.Single(found.Excluded).Reason);
    }

    [Fact]
    public void Read_NewerRelease_TakesLabelsFromNumPyFiles()
    {
        foreach (string id in new[] { "0", "1", "2", "3", "4" }) folder.Picture($"train_set/images/{id}.jpg");
        folder.Picture("val_set/images/5.jpg");
        folder.Text("val_set/images/notes.txt", "x");
        folder.Picture("val_set/images/deep/6.jpg");
        folder.Write("train_set/annotations/0_exp.npy", Trees.Npy("<U1", Encoding.UTF32.GetBytes("6")));
        folder.Write("train_set/annotations/1_exp.npy", Trees.Npy("<i8", [3, 0, 0, 0, 0, 0, 0, 0]));
        folder.Write("train_set/annotations/2_exp.npy", Trees.Npy("<U1", Encoding.UTF32.GetBytes("9")));
        folder.Write("train_set/annotations/3_exp.npy", Trees.Npy("<f8", [0])[..60]);
        folder.Write("val_set/annotations/5_exp.npy", Trees.Npy("|S1", "0"u8.ToArray()));
        folder.Write("val_set/annotations/7_exp.npy", Trees.Npy("|S1", "0"u8.ToArray()));
        folder.Write("val_set/annotations/5_aro.npy", [1]);
        ImageCollection found = AffectNet.Read(folder.Path);
        Assert.Equal(["train_set/images/0.jpg anger Train - -", "train_set/images/1.jpg surprise Train - -", "val_set/images/5.jpg neutral Test - -"], Trees.Lines(found));
        Assert.Equal(["label 9 is not in 0 .. 7", "is cut off", "no such file", "labels a picture that is not there: there is no 7 in images"], found.Excluded.Select(one => one.Reason));
        Assert.StartsWith("passed over in val_set/images: 1 files that are no pictures by their extension (such as ", Assert.Single(found.Notes));
    }

    [Fact]
    public void Read_PartsMissing_SaysWhich()
    {
        Assert.Contains("neither training.csv nor train_set", Assert.Throws<FerKitException>(() => AffectNet.Read(folder.Path)).Message);
        folder.Text("training.csv", Header);
        Assert.Contains("Manually_Annotated_Images", Assert.Throws<FerKitException>(() => AffectNet.Read(folder.Path)).Message);
        Directory.CreateDirectory(folder.File("Manually_Annotated_Images/1"));
        folder.Text("training.csv", "a,b\n");
        Assert.Contains("has no column 'subDirectory_filePath'", Assert.Throws<FerKitException>(() => AffectNet.Read(folder.Path)).Message);
    }
}
