namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Half a cosine wave from the initial rate to eta_min in T_max epochs, and on as a wave. Loshchilov and Hutter, arXiv:1608.03983.</summary>
                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double length, least;

                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        (length, least) = (T_max, eta_min);
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (Epoch == 0) return Rates;
                        if (StepCount == 1) return get_closed_form_lr();
                        // Where the wave turns the quotient below has no value.
                        if ((Epoch - 1 - length) % (2 * length) == 0)
                            return [.. Groups.Select((group, i) => group.LearningRate + (BaseRates[i] - least) * (1 - Math.Cos(Math.PI / length)) / 2)];
                        double quotient = (1 + Math.Cos(Math.PI * Epoch / length)) / (1 + Math.Cos(Math.PI * (Epoch - 1) / length));
                        return [.. Groups.Select(group => quotient * (group.LearningRate - least) + least)];
                    }

                    protected override IEnumerable<double> get_closed_form_lr() => OfBase(rate => least + (rate - least) * (1 + Math.Cos(Math.PI * Epoch / length)) / 2);
                }
            }
        }
    }
}
