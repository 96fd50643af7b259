namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The initial rate times a factor for total_iters epochs, then the initial rate.</summary>
                public class ConstantLR : LRScheduler
                {
                    private readonly double factor;
                    private readonly int iterations;

                    public ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        (this.factor, iterations) = (factor, total_iters);
                        step();
                    }

                    protected override IEnumerable<double> get_lr() => Epoch == 0 ? Scaled(factor) : Epoch == iterations ? Scaled(1 / factor) : Rates;

                    protected override IEnumerable<double> get_closed_form_lr() => OfBase(rate => rate * (factor + (Epoch >= iterations ? 1 - factor : 0)));
                }
            }
        }
    }
}
