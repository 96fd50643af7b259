using FerKit.Data;
using FerKit.Faces;

namespace FerKit.Tests.Data;

public class ExpressionNamesTests
{
    [Fact]
    public void Of_EveryExpression_ComesBack() =>
        Assert.All(Enum.GetValues<Expression>(), e =>
        {
            Assert.True(ExpressionNames.TryParse(ExpressionNames.Of(e), out Expression parsed));
            Assert.Equal(e, parsed);
        });

    [Theory]
    [InlineData("Happy", Expression.Happiness)]
    [InlineData(" SAD ", Expression.Sadness)]
    [InlineData("fearful", Expression.Fear)]
    [InlineData("afraid", Expression.Fear)]
    [InlineData("neural", Expression.Neutral)]
    [InlineData("surprised", Expression.Surprise)]
    [InlineData("disgusted", Expression.Disgust)]
    [InlineData("angry", Expression.Anger)]
    public void TryParse_Variants_AreUnderstood(string name, Expression expected)
    {
        Assert.True(ExpressionNames.TryParse(name, out Expression parsed));
        Assert.Equal(expected, parsed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("happier")]
    public void TryParse_OtherWords_AreNot(string name) => Assert.False(ExpressionNames.TryParse(name, out _));

    [Fact]
    public void Seven_IsThePapersNumbering() =>
        Assert.Equal("neutral happiness sadness surprise fear disgust anger", string.Join(' ', ExpressionNames.Seven));
}
