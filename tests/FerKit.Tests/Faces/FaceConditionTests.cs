using FerKit.Data;
using FerKit.Faces;
using FerKit.Imaging;

namespace FerKit.Tests.Faces;

public sealed class FaceConditionTests
{
    private static readonly FaceDescription[] Faces = [.. BuiltInFaces.Describe(FaceLook.Wild, 300, 100, 0)];

    private static FaceDescription[] Under(FaceCondition condition) => [.. Faces.Select(condition.Apply)];

    [Fact]
    public void Apply_Default_ChangesNothing() => Assert.Equal(Faces, Under(new FaceCondition()));

    [Theory]
    [InlineData(OccluderChoice.None, Occluders.None)]
    [InlineData(OccluderChoice.Glasses, Occluders.Glasses)]
    [InlineData(OccluderChoice.Sunglasses, Occluders.Sunglasses)]
    [InlineData(OccluderChoice.Mask, Occluders.Mask)]
    [InlineData(OccluderChoice.Hand, Occluders.Hand)]
    [InlineData(OccluderChoice.Microphone, Occluders.Microphone)]
    public void Apply_OneOccluder_IsAllThatEveryFaceWears(OccluderChoice choice, Occluders worn) =>
        Assert.All(Under(new() { Occluder = choice }), face =>
        {
            Assert.Equal(worn, face.Parameters.Occluders);
            Assert.False(face.Parameters.Identity.Glasses);
        });

    [Fact]
    public void Apply_Occluder_LeavesPersonExpressionAndSceneAsTheyAre()
    {
        Assert.Contains(Faces, face => face.Parameters.Identity.Glasses);
        FaceDescription[] masked = Under(new() { Occluder = OccluderChoice.Mask });
        foreach (var (before, after) in Faces.Zip(masked))
        {
            FaceParameters back = after.Parameters with { Occluders = before.Parameters.Occluders, Identity = before.Parameters.Identity };
            Assert.Equal(before, after with { Parameters = back });
            Assert.Equal(before.Parameters.Identity, after.Parameters.Identity with { Glasses = before.Parameters.Identity.Glasses });
        }
    }

    [Fact]
    public void Apply_Any_TakesEachOfTheFiveAboutAsOften()
    {
        var counts = Under(new() { Occluder = OccluderChoice.Any }).CountBy(face => face.Parameters.Occluders).ToDictionary();
        Assert.Equal([Occluders.Glasses, Occluders.Sunglasses, Occluders.Mask, Occluders.Hand, Occluders.Microphone], counts.Keys.Order());
        Assert.All(counts.Values, count => Assert.InRange(count, 50, 110));
    }

    [Fact]
    public void Apply_Share_HidesThatManyAndKeepsThemAsItGrows()
    {
        int[] Hidden(float share) =>
            [.. Under(new() { Occluder = OccluderChoice.Any, OccluderShare = share }).Index().Where(one => one.Item.Parameters.Occluders != Occluders.None).Select(one => one.Index)];
        Assert.InRange(Hidden(0.3f).Length, 90, 150);
        Assert.Empty(Hidden(0.3f).Except(Hidden(0.6f)));
        Assert.Empty(Hidden(0));
        Assert.Equal(Faces.Length, Hidden(1).Length);
    }

    [Theory]
    [InlineData(45)]
    [InlineData(-75)]
    [InlineData(0)]
    public void Apply_Yaw_TurnsEveryHeadAndNothingElse(float degrees)
    {
        foreach (var (before, after) in Faces.Zip(Under(new() { Yaw = degrees })))
        {
            Assert.Equal(degrees, after.Parameters.Pose.Yaw);
            Assert.Equal(before, after with { Parameters = after.Parameters with { Pose = after.Parameters.Pose with { Yaw = before.Parameters.Pose.Yaw } } });
        }
    }

    [Fact]
    public void Condition_ValueOutOfRange_NamesIt()
    {
        Assert.Equal("Yaw", Assert.ThrowsAny<ArgumentException>(() => new FaceCondition { Yaw = 76 }).ParamName);
        Assert.Equal("Yaw", Assert.ThrowsAny<ArgumentException>(() => new FaceCondition { Yaw = float.NaN }).ParamName);
        Assert.Equal("OccluderShare", Assert.ThrowsAny<ArgumentException>(() => new FaceCondition { OccluderShare = 1.5f }).ParamName);
        Assert.Equal("Occluder", Assert.ThrowsAny<ArgumentException>(() => new FaceCondition { Occluder = (OccluderChoice)20 }).ParamName);
    }

    [Fact]
    public void Draw_ConditionedFaces_AreThoseOfTheSet()
    {
        var turned = new FaceCondition { Yaw = 45 };
        FaceDescription[] tests = [.. Faces.Where(face => face.Split == DataSplit.Test).Take(3).Select(turned.Apply)];
        using ImageSet set = FaceSet.Draw(tests, 32, "turned");
        Assert.Equal(("turned", 3), (set.Source, set.Count));
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(FaceRenderer.Draw(tests[i].Parameters, 32).Pixels, SquarePixels.ToImage(set.Pixels(i), 32).Pixels);
            Assert.Equal($"test/{ExpressionNames.Of(tests[i].Expression)}/0000{i}_{tests[i].Subject}.png", set.Names[i]);
        }
    }
}
