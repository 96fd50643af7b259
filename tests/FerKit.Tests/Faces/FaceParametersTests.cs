using FerKit.Faces;

namespace FerKit.Tests.Faces;

public sealed class FaceParametersTests
{
    public static TheoryData<string, Action> Invalid { get; } = new()
    {
        { "AU12", () => _ = new ActionUnits { AU12 = 1.01f } },
        { "AU4", () => _ = new ActionUnits { AU4 = float.NaN } },
        { "Yaw", () => _ = HeadPose.Frontal with { Yaw = 76 } },
        { "Pitch", () => _ = new HeadPose { Pitch = -41 } },
        { "Roll", () => _ = new HeadPose { Roll = 91 } },
        { "Strength", () => _ = new FaceLight { Strength = -0.1f } },
        { "Zoom", () => _ = new FaceCamera { Zoom = 0 } },
        { "Noise", () => _ = new FaceCamera { Noise = 1 } },
        { "Age", () => _ = new FaceIdentity { Age = 2 } },
        { "Hair", () => _ = new FaceIdentity { Hair = (HairStyle)99 } },
        { "Clutter", () => _ = Portraits.Clear() with { Clutter = -1 } },
        { "Asymmetry", () => _ = Portraits.Clear() with { Asymmetry = 0.6f } },
        { "Occluders", () => _ = Portraits.Clear() with { Occluders = (Occluders)64 } },
        { "intensities", () => ActionUnits.Of(new Dictionary<int, float> { [14] = 1 }) },
        { "number", () => _ = ActionUnits.None[3] },
        { "expression", () => ExpressionUnits.Typical(Expression.Contempt) },
        { "intensity", () => ExpressionUnits.Typical(Expression.Anger, 2) },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void AnyRecord_ValueOutOfRange_NamesIt(string name, Action make)
    {
        var error = Assert.ThrowsAny<ArgumentException>(make);
        Assert.Equal(name, error.ParamName);
        Assert.DoesNotContain('\n', error.Message.Replace(Environment.NewLine + "Actual value", ""));
    }

    [Fact]
    public void Typical_EachExpression_HasItsOwnUnits()
    {
        Assert.Equal(ActionUnits.None, ExpressionUnits.Typical(Expression.Neutral));
        Assert.Equal(7, BuiltInFaces.Expressions.Select(e => ExpressionUnits.Typical(e)).Distinct().Count());
        ActionUnits smile = ExpressionUnits.Typical(Expression.Happiness, 0.5f);
        Assert.True(smile is { AU12: > 0.3f and < 0.5f, AU6: > 0, AU15: 0, AU4: 0 });
    }

    [Fact]
    public void ToString_Units_ListsTheContractedOnes()
    {
        Assert.Equal("AU6 0.70 + AU12 0.90", new ActionUnits { AU6 = 0.7f, AU12 = 0.9f }.ToString());
        Assert.Equal("at rest", ActionUnits.None.ToString());
    }

    [Fact]
    public void Indexer_EveryNumber_ReadsTheUnitOfThatNumber()
    {
        foreach (int number in ActionUnits.Numbers)
        {
            ActionUnits units = ActionUnits.Of(new Dictionary<int, float> { [number] = 0.25f });
            Assert.Equal($"AU{number} 0.25", units.ToString());
            Assert.Equal(0.25f, units[number]);
        }
    }

    [Fact]
    public void FromSeed_SameSeed_IsTheSamePerson()
    {
        Assert.Equal(FaceIdentity.FromSeed(12), FaceIdentity.FromSeed(12));
        Assert.Equal(500, Enumerable.Range(0, 500).Select(i => FaceIdentity.FromSeed((ulong)i) with { Seed = 0 }).Distinct().Count());
    }
}
