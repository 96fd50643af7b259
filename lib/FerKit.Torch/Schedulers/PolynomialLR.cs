namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The initial rate times (1 - epoch / total_iters) to a power.</summary>
                public class PolynomialLR : LRScheduler
                {
                    private readonly int iterations;
                    private readonly double power;

                    public PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        (iterations, this.power) = (total_iters, power);
                        step();
                    }

                    protected override IEnumerable<double> get_lr() =>
                        Epoch == 0 || Epoch > iterations ? Rates : Scaled(Math.Pow((1.0 - (double)Epoch / iterations) / (1.0 - (double)(Epoch - 1) / iterations), power));

                    protected override IEnumerable<double> get_closed_form_lr() => OfBase(rate => rate * Math.Pow(1.0 - (double)Math.Min(iterations, Epoch) / iterations, power));
                }
            }
        }
    }
}
