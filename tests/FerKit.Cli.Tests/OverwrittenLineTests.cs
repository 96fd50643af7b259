using FerKit.Cli.Output;

namespace FerKit.Cli.Tests;

public sealed class OverwrittenLineTests
{
    private const string Before = "epoch 12/200", After = "step 12/105, loss 1.234, accuracy 56.7%, 350 images/s, 1:23 left";

    [Theory]
    [InlineData(200)]
    [InlineData(100)]
    [InlineData(88)]
    [InlineData(80)]
    [InlineData(30)]
    [InlineData(1)]
    public void Text_OfAnyWidth_LeavesTheLastColumnFree(int width) => Assert.True(OverwrittenLine.Text(Before, 0.5, After, width).Length < width);

    [Fact]
    public void Text_WithRoom_HasABarOf24()
    {
        Assert.Equal($"{Before} [############............] {After}", OverwrittenLine.Text(Before, 0.5, After));
        Assert.Equal($"{Before} [###...] {After}", OverwrittenLine.Text(Before, 0.5, After, Before.Length + After.Length + 11));
    }

    [Fact]
    public void Text_WithoutRoomForABar_KeepsTheNumbers() => Assert.Equal($"{Before} {After}", OverwrittenLine.Text(Before, 0.5, After, 80));
}
