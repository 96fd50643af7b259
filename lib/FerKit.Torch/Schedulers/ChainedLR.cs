namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Steps several schedulers together, each on what the one before left.</summary>
                public class ChainedLR : LRScheduler
                {
                    private readonly LRScheduler[] schedulers;

                    public ChainedLR(IEnumerable<LRScheduler> schedulers)
                    {
                        this.schedulers = [.. schedulers];
                        if (this.schedulers.Length > 0) LastRates = this.schedulers[^1].Rates;
                    }

                    public override void step()
                    {
                        foreach (var scheduler in schedulers) scheduler.step();
                        if (schedulers.Length > 0) LastRates = schedulers[^1].Rates;
                    }
                }
            }
        }
    }
}
