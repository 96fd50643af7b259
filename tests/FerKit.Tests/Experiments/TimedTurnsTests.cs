using FerKit.Experiments;
using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Tests.Experiments;

[Collection("libtorch")]
public sealed class TimedTurnsTests
{
    [Fact]
    public void Fastest_OfTwo_TakesTurnsAndLeavesOutTheFirst()
    {
        var order = new List<char>();
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var times = TimedTurns.Fastest(2,
            () =>
            {
                // Slow at first: this must not count.
                if (order.Count == 0) Thread.Sleep(300);
                order.Add('a');
                return zeros(3);
            },
            () =>
            {
                order.Add('b');
                Thread.Sleep(20);
                return zeros(1, 2);
            });
        Assert.Equal("ababab", string.Concat(order));
        Assert.InRange(times[0], 0, 299);
        Assert.InRange(times[1], 15, double.MaxValue);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Throws<ArgumentOutOfRangeException>(() => TimedTurns.Fastest(0));
    }
}
