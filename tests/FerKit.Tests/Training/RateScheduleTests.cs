using FerKit.Training;

namespace FerKit.Tests.Training;

public sealed class RateScheduleTests
{
    [Fact]
    public void Steps_EveryTwentyEpochs_DividesByTen()
    {
        var schedule = new RateSchedule(Recipe.PaperPretrain, stepsPerEpoch: 10);
        Assert.Equal([0.05, 0.05, 0.005, 0.0005], ((int[])[0, 199, 200, 400]).Select(schedule.Rate), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void OneCycle_OverFortySteps_EqualsPyTorchs()
    {
        // torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=0.005, total_steps=40)
        var schedule = new RateSchedule(Recipe.Quick with { Epochs = 4, Rate = 0.005 }, stepsPerEpoch: 10);
        foreach (var (step, rate) in PyTorch) Assert.Equal(rate, schedule.Rate(step), 12);
    }

    private static readonly (int, double)[] PyTorch = [(0, 0.0002), (1, 0.0002972168633252059), (5, 0.002258444388144115), (11, 0.005), (12, 0.004984280587611008), (25, 0.00250001), (38, 1.5739412388992424e-05), (39, 2e-08)];
}
