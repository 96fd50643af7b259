namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The initial rate times a function of the epoch.</summary>
                public class LambdaLR : LRScheduler
                {
                    private readonly Func<int, double>[] factors;

                    public LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false) : this(optimizer, [lr_lambda], last_epoch, verbose)
                    {
                    }

                    /// <param name="lr_lambdas">One function for each group, or one for all.</param>
                    public LambdaLR(Optimizer optimizer, IEnumerable<Func<int, double>> lr_lambdas, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        factors = PerGroup.Values(lr_lambdas, Groups.Length, nameof(lr_lambdas));
                        step();
                    }

                    protected override IEnumerable<double> get_lr() => [.. BaseRates.Select((rate, i) => rate * factors[i](Epoch))];
                }
            }
        }
    }
}
