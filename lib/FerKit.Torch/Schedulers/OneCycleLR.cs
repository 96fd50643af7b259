namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>
                /// Up to max_lr in the first part of training, then down to far below the start, and the momentum (Adam: beta1) against it;
                /// one step per batch. Smith and Topin, arXiv:1708.07120.
                /// </summary>
                public class OneCycleLR : LRScheduler
                {
                    private readonly int total;
                    private readonly bool cycles;
                    private readonly AnnealStrategy strategy;
                    private readonly Phase[] phases;
                    private readonly double[] highest, lowMomentum, highMomentum;
                    private readonly double divisor, finalDivisor;

                    public OneCycleLR(Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 10000, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, [max_lr], total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, [base_momentum], [max_momentum], div_factor, final_div_factor, three_phase, last_epoch, verbose)
                    {
                    }

                    /// <param name="max_lr">One for each group, or one for all; likewise the momenta.</param>
                    /// <exception cref="ArgumentException">Neither total_steps nor epochs and steps_per_epoch are given, a number is out of range, or the optimizer has no momentum to cycle.</exception>
                    public OneCycleLR(Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, IEnumerable<double> base_momentum = null!, IEnumerable<double> max_momentum = null!, double div_factor = 25, double final_div_factor = 10000, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        total = Total(total_steps, epochs, steps_per_epoch);
                        if (pct_start is not (>= 0 and <= 1)) throw new ArgumentException($"Expected float between 0 and 1 for pct_start, but got {pct_start}", nameof(pct_start));
                        if (cycle_momentum && optimizer is not (IMomentum or IBetas)) throw new ArgumentException("optimizer must support momentum with `cycle_momentum` option enabled", nameof(optimizer));
                        (cycles, strategy, divisor, finalDivisor) = (cycle_momentum, anneal_strategy, div_factor, final_div_factor);
                        highest = PerGroup.Values(max_lr, Groups.Length, nameof(max_lr));
                        lowMomentum = PerGroup.Values(base_momentum ?? [0.85], Groups.Length, nameof(base_momentum));
                        highMomentum = PerGroup.Values(max_momentum ?? [0.95], Groups.Length, nameof(max_momentum));
                        double summit = pct_start * total - 1;
                        phases = three_phase
                            ? [new(summit, Rate.Initial, Rate.Highest, Falls: true), new(2 * pct_start * total - 2, Rate.Highest, Rate.Initial, Falls: false), new(total - 1, Rate.Initial, Rate.Least, Falls: null)]
                            : [new(summit, Rate.Initial, Rate.Highest, Falls: true), new(total - 1, Rate.Highest, Rate.Least, Falls: false)];
                        step();
                    }

                    public enum AnnealStrategy
                    {
                        Cos,
                        Linear,
                    }

                    private enum Rate
                    {
                        Initial,
                        Highest,
                        Least,
                    }

                    // Until which step, from which rate to which, and whether the momentum falls, rises or stays high.
                    private sealed record Phase(double End, Rate From, Rate To, bool? Falls);

                    /// <exception cref="InvalidOperationException">All steps were made.</exception>
                    protected override IEnumerable<double> get_lr()
                    {
                        if (Epoch > total) throw new InvalidOperationException($"Tried to step {Epoch + 1} times. The specified number of total steps is {total}");
                        int current = Array.FindIndex(phases, phase => Epoch <= phase.End);
                        if (current < 0) current = phases.Length - 1;
                        var now = phases[current];
                        double start = current == 0 ? 0 : phases[current - 1].End;
                        double part = (Epoch - start) / (now.End - start);
                        var rates = new double[Groups.Length];
                        for (int i = 0; i < rates.Length; i++)
                        {
                            rates[i] = Between(At(now.From, i), At(now.To, i), part);
                            if (!cycles) continue;
                            double first = now.Falls == false ? lowMomentum[i] : highMomentum[i], last = now.Falls == true ? lowMomentum[i] : highMomentum[i];
                            SetMomentum(Groups[i], Between(first, last, part));
                        }
                        return rates;
                    }

                    private static int Total(int total, int epochs, int perEpoch)
                    {
                        if (total != -1) return total > 0 ? total : throw new ArgumentException($"Expected positive integer total_steps, but got {total}", nameof(total));
                        if (epochs == -1 && perEpoch == -1) throw new ArgumentException("You must define either total_steps OR (epochs AND steps_per_epoch)", nameof(total));
                        if (epochs <= 0) throw new ArgumentException($"Expected positive integer epochs, but got {epochs}", nameof(epochs));
                        return perEpoch > 0 ? epochs * perEpoch : throw new ArgumentException($"Expected positive integer steps_per_epoch, but got {perEpoch}", nameof(perEpoch));
                    }

                    private static void SetMomentum(ILearningRateController group, double momentum)
                    {
                        if (group is IBetas betas) betas.Betas = (momentum, betas.Betas.Item2);
                        else if (group is IMomentum plain) plain.Momentum = momentum;
                    }

                    private double At(Rate rate, int group) => rate switch
                    {
                        Rate.Highest => highest[group],
                        Rate.Initial => highest[group] / divisor,
                        _ => highest[group] / divisor / finalDivisor,
                    };

                    private double Between(double start, double end, double part) => strategy == AnnealStrategy.Cos
                        ? end + (start - end) / 2 * (Math.Cos(Math.PI * part) + 1)
                        : (end - start) * part + start;
                }
            }
        }
    }
}
