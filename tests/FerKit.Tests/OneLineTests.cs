namespace FerKit.Tests;

public class OneLineTests
{
    [Fact]
    public void Of_LongPath_KeepsItsBeginAndItsEnd()
    {
        string line = OneLine.Of($"/data/{new string('x', 300)}/train/happy/0001.jpg");
        Assert.StartsWith("/data/xxx", line);
        Assert.EndsWith("xxx/train/happy/0001.jpg", line);
        Assert.Equal(161, line.Length);
    }

    [Fact]
    public void Of_LineBreaksAndEscapes_AreReplaced() => Assert.Equal("a?b?[2Jc?", OneLine.Of("a\nb\u001b[2Jc\u2028"));

    [Theory]
    [InlineData(59)]
    [InlineData(60)]
    [InlineData(61)]
    public void Of_CutBetweenTheHalvesOfACharacter_TakesNoneOfIt(int before)
    {
        string text = new string('a', before) + string.Concat(Enumerable.Repeat("😀", 200));
        Assert.DoesNotContain('\uFFFD', OneLine.Of(text));
    }
}
