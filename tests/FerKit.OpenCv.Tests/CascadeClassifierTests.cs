namespace FerKit.OpenCv.Tests;

public class CascadeClassifierTests
{
    private const string Frontal = "/usr/share/opencv4/haarcascades/haarcascade_frontalface_default.xml";

    [Fact]
    public void Load_MissingFile_NamesIt()
    {
        OpenCvException e = Assert.Throws<OpenCvException>(() => new CascadeClassifier("/no/such/cascade.xml"));
        Assert.Equal("/no/such/cascade.xml: no such file", e.Message);
    }

    [Fact]
    public void Load_FileThatIsNoCascade_NamesIt()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "<?xml version=\"1.0\"?><opencv_storage><a>1</a></opencv_storage>");
            OpenCvException e = Assert.Throws<OpenCvException>(() => new CascadeClassifier(path));
            Assert.StartsWith(path, e.Message);
            Assert.DoesNotContain('\n', e.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Detect_FlatPicture_FindsNothing()
    {
        using CascadeClassifier cascade = new(Frontal);
        Assert.Empty(cascade.Detect(new byte[100 * 100 * 3], 100, 100));
    }

    [Fact]
    public void Detect_AfterDispose_Throws()
    {
        CascadeClassifier cascade = new(Frontal);
        cascade.Dispose();
        Assert.Throws<ObjectDisposedException>(() => cascade.Detect(new byte[3], 1, 1));
    }

    [Fact]
    public void Detect_ScaleFactorOfOne_Throws()
    {
        using CascadeClassifier cascade = new(Frontal);
        Assert.Throws<ArgumentOutOfRangeException>(() => cascade.Detect(new byte[3], 1, 1, scaleFactor: 1.0));
    }
}
