namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The initial rate times a factor that goes in a straight line from start_factor to end_factor in total_iters epochs: a warm-up.</summary>
                public class LinearLR : LRScheduler
                {
                    private readonly double start, end;
                    private readonly int iterations;

                    public LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1, int total_iters = 5, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        (start, end, iterations) = (start_factor, end_factor, total_iters);
                        step();
                    }

                    protected override IEnumerable<double> get_lr() =>
                        Epoch == 0 ? Scaled(start) : Epoch > iterations ? Rates : Scaled(1 + (end - start) / (iterations * start + (Epoch - 1) * (end - start)));

                    protected override IEnumerable<double> get_closed_form_lr() => OfBase(rate => rate * (start + (end - start) * Math.Min(iterations, Epoch) / iterations));
                }
            }
        }
    }
}
