using System.Security.Cryptography;
using FerKit.Data;
using FerKit.Faces;

namespace FerKit.Tests.Faces;

public sealed class BuiltInFacesTests
{
    // RAF-DB's training images: neutral, happiness, sadness, surprise, fear, disgust, anger (12,271).
    private static readonly int[] RafCounts = [2524, 4772, 1982, 1290, 281, 717, 705];

    [Theory]
    [InlineData(FaceLook.Lab, "224DE035C5241700")]
    [InlineData(FaceLook.Wild, "5D1EE23E2412D66B")]
    [InlineData(FaceLook.Mix, "6CD6F9F1193DB5CC")]
    public void Draw_SeedZero_GivesTheBytesItAlwaysGave(FaceLook look, string hash)
    {
        byte[] pixels = [.. BuiltInFaces.Draw(look, 14, 7, 64, 0).SelectMany(face => face.Image.Pixels)];
        Assert.Equal(hash, Convert.ToHexString(SHA256.HashData(pixels))[..16]);
    }

    [Fact]
    public void Draw_SeedOrLook_Changes()
    {
        byte[] First(FaceLook look, ulong seed) => BuiltInFaces.Draw(look, 1, 0, 32, seed).Single().Image.Pixels;
        Assert.NotEqual(First(FaceLook.Wild, 0), First(FaceLook.Wild, 1));
        Assert.NotEqual(First(FaceLook.Wild, 0), First(FaceLook.Mix, 0));
        Assert.NotEqual(First(FaceLook.Lab, 0), First(FaceLook.Lab, 1));
    }

    [Theory]
    [InlineData(FaceLook.Lab)]
    [InlineData(FaceLook.Wild)]
    [InlineData(FaceLook.Mix)]
    public void Describe_MoreFaces_BeginsWithTheSameOnes(FaceLook look)
    {
        FaceDescription[] few = [.. BuiltInFaces.Describe(look, 20, 10, 3)], many = [.. BuiltInFaces.Describe(look, 90, 40, 3)];
        Assert.Equal(few[..20], many[..20]);
        Assert.Equal(few[20..], many[90..100]);
        Assert.Equal(many[57], BuiltInFaces.Describe(look, DataSplit.Train, 57, 3));
    }

    [Theory]
    [InlineData(FaceLook.Lab)]
    [InlineData(FaceLook.Wild)]
    [InlineData(FaceLook.Mix)]
    public void Describe_Splits_ShareNoSubject(FaceLook look)
    {
        FaceDescription[] faces = [.. BuiltInFaces.Describe(look, 1400, 350, 0)];
        ILookup<DataSplit, FaceDescription> splits = faces.ToLookup(face => face.Split);
        Assert.Equal((1400, 350), (splits[DataSplit.Train].Count(), splits[DataSplit.Test].Count()));
        Assert.Empty(splits[DataSplit.Train].Select(f => f.Subject).Intersect(splits[DataSplit.Test].Select(f => f.Subject)));
        Assert.Empty(splits[DataSplit.Train].Select(f => f.Parameters.Identity).Intersect(splits[DataSplit.Test].Select(f => f.Parameters.Identity)));
        // One name, one person.
        foreach (IGrouping<string, FaceDescription> person in faces.GroupBy(f => f.Subject))
            Assert.Single(person.Select(f => f.Parameters.Identity).Distinct());
        Assert.All(faces, face => Assert.Matches("^s[0-9]{4}$", face.Subject));
    }

    [Theory]
    [InlineData(1400, 350)]
    [InlineData(12271, 3068)]
    public void Describe_Wild_IsAsUnequalAsRafDb(int train, int test)
    {
        foreach (var split in BuiltInFaces.Describe(FaceLook.Wild, train, test, 0).GroupBy(f => f.Split))
            foreach (Expression expression in BuiltInFaces.Expressions)
            {
                double expected = RafCounts[(int)expression] * (double)split.Count() / 12271;
                Assert.InRange(split.Count(f => f.Expression == expression) - expected, -3, 3);
            }
    }

    [Theory]
    [InlineData(FaceLook.Lab)]
    [InlineData(FaceLook.Mix)]
    public void Describe_OtherLooks_AreEven(FaceLook look)
    {
        foreach (Expression expression in BuiltInFaces.Expressions)
            Assert.InRange(BuiltInFaces.Describe(look, 1400, 0, 0).Count(f => f.Expression == expression), 197, 203);
    }

    [Fact]
    public void Describe_Lab_ShowsEveryExpressionOfEachSubject()
    {
        FaceDescription[] faces = [.. BuiltInFaces.Describe(FaceLook.Lab, 140, 0, 0)];
        foreach (IGrouping<string, FaceDescription> person in faces.GroupBy(f => f.Subject))
            Assert.Equal(7, person.Select(f => f.Expression).Distinct().Count());
        Assert.All(faces, f => Assert.True(f.Parameters.Camera.Grey && f.Parameters.Clutter == 0 && Math.Abs(f.Parameters.Pose.Yaw) <= 6));
    }

    [Fact]
    public void Describe_Wild_NuisanceDoesNotTellTheLabel()
    {
        FaceDescription[] faces = [.. BuiltInFaces.Describe(FaceLook.Wild, 6000, 0, 0)];
        foreach (var group in faces.GroupBy(f => f.Expression).Where(g => g.Count() > 300))
        {
            Assert.InRange(group.Average(f => f.Parameters.Pose.Yaw), -2, 2);
            Assert.InRange(group.Average(f => Math.Abs(f.Parameters.Pose.Yaw)), 7, 9);
            Assert.InRange(group.Average(f => f.Parameters.Identity.Age), 0.21, 0.29);
            Assert.InRange(group.Count(f => f.Parameters.Occluders != Occluders.None) / (double)group.Count(), 0.07, 0.17);
        }
    }

    [Fact]
    public void Draw_IsLazy_DrawsOnlyWhatIsTaken() =>
        Assert.Equal("s0000", BuiltInFaces.Draw(FaceLook.Mix, int.MaxValue, 0, 32, 0).First().Subject);

    [Fact]
    public void Draw_InvalidArgument_IsRefusedAtOnce()
    {
        Assert.Equal("look", Assert.ThrowsAny<ArgumentException>(() => BuiltInFaces.Draw((FaceLook)9, 1, 1, 64, 0)).ParamName);
        Assert.Equal("trainCount", Assert.ThrowsAny<ArgumentException>(() => BuiltInFaces.Draw(FaceLook.Lab, -1, 1, 64, 0)).ParamName);
        Assert.Equal("testCount", Assert.ThrowsAny<ArgumentException>(() => BuiltInFaces.Draw(FaceLook.Lab, 1, -1, 64, 0)).ParamName);
        Assert.Equal("size", Assert.ThrowsAny<ArgumentException>(() => BuiltInFaces.Draw(FaceLook.Lab, 1, 1, 8, 0)).ParamName);
        Assert.Equal("split", Assert.ThrowsAny<ArgumentException>(() => BuiltInFaces.Describe(FaceLook.Lab, DataSplit.None, 0, 0)).ParamName);
        Assert.Equal("index", Assert.ThrowsAny<ArgumentException>(() => BuiltInFaces.Describe(FaceLook.Lab, DataSplit.Test, -1, 0)).ParamName);
    }
}
