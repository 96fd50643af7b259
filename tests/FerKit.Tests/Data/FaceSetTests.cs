using FerKit.Data;
using FerKit.Faces;
using FerKit.Imaging;

namespace FerKit.Tests.Data;

public sealed class FaceSetTests
{
    [Fact]
    public void Draw_AnyThreads_HoldsTheFacesInOrder()
    {
        using ImageSet one = FaceSet.Draw(FaceLook.Mix, 5, 3, 32, 4, workers: 1), many = FaceSet.Draw(FaceLook.Mix, 5, 3, 32, 4, workers: 3);
        Assert.Equal((8, 32, "faces:mix"), (one.Count, one.Size, one.Source));
        Assert.Equal(one.Pixels(0, 8), many.Pixels(0, 8));
        DrawnFace[] faces = [.. BuiltInFaces.Draw(FaceLook.Mix, 5, 3, 32, 4)];
        for (int i = 0; i < 8; i++)
        {
            Assert.Equal(((long)faces[i].Expression, faces[i].Split, faces[i].Subject), (one.Labels[i], one.Splits[i], one.Subjects[i]));
            Assert.Equal(faces[i].Image.Pixels, SquarePixels.ToImage(one.Pixels(i), 32).Pixels);
        }
        Assert.Equal(ExpressionNames.Seven, one.ClassNames);
        Assert.StartsWith("test/", one.Names[5], StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_Cancelled_Stops() =>
        Assert.ThrowsAny<OperationCanceledException>(() => FaceSet.Draw(FaceLook.Mix, 50, 0, 32, 0, cancellation: new CancellationToken(canceled: true)));

    [Fact]
    public void Draw_MoreThanMemoryHolds_IsRefused() =>
        Assert.ThrowsAny<ArgumentException>(() => FaceSet.Draw(FaceLook.Lab, 3_000, 0, 1024, 0));

    [Fact]
    public void Parse_FacesLook_LoadsTheStandardSet()
    {
        using ImageSet set = DataSource.Parse("faces:lab").Load(32);
        Assert.Equal((1750, 32), (set.Count, set.Size));
        Assert.Equal(1400, set.Splits.Count(split => split == DataSplit.Train));
    }

    [Theory]
    [InlineData("faces:studio")]
    [InlineData("faces:0")]
    [InlineData("faces:Lab,Wild")]
    public void Parse_UnknownLook_ListsTheLooks(string spec) =>
        Assert.Contains("faces:lab, faces:wild or faces:mix", Assert.Throws<ArgumentException>(() => DataSource.Parse(spec)).Message, StringComparison.Ordinal);
}
