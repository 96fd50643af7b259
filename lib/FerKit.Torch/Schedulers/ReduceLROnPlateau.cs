namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Multiplies the rate by a factor when a metric has not got better for more than patience epochs: <c>step(metric)</c>.</summary>
                public class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool least, relative;
                    private readonly double factor, threshold, epsilon;
                    private readonly int patience, cooldown;
                    private readonly double[] floors;
                    private double best;
                    private int bad, resting;

                    /// <exception cref="ArgumentException">The factor is not below 1, or a mode is unknown.</exception>
                    public ReduceLROnPlateau(Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 0.0001, string threshold_mode = "rel", int cooldown = 0, IList<double> min_lr = null!, double eps = 1E-08, bool verbose = false)
                        : base(optimizer, -1, verbose)
                    {
                        if (factor >= 1) throw new ArgumentException("Factor should be < 1.0.", nameof(factor));
                        if (mode is not ("min" or "max")) throw new ArgumentException($"mode {mode} is unknown: write min or max.", nameof(mode));
                        if (threshold_mode is not ("rel" or "abs")) throw new ArgumentException($"threshold mode {threshold_mode} is unknown: write rel or abs.", nameof(threshold_mode));
                        (least, relative, this.factor, this.patience, this.threshold, this.cooldown, epsilon) = (mode == "min", threshold_mode == "rel", factor, patience, threshold, cooldown, eps);
                        floors = PerGroup.Values(min_lr is null or { Count: 0 } ? [0.0] : min_lr, Groups.Length, nameof(min_lr));
                        best = least ? double.PositiveInfinity : double.NegativeInfinity;
                        Epoch = 0;
                    }

                    public override void step(double current, int? epoch = null)
                    {
                        Epoch = epoch ?? Epoch + 1;
                        if (IsBetter(current)) (best, bad) = (current, 0);
                        else bad++;
                        if (resting > 0)
                        {
                            resting--;
                            bad = 0;
                        }
                        if (bad > patience)
                        {
                            Reduce();
                            resting = cooldown;
                            bad = 0;
                        }
                        LastRates = Rates;
                    }

                    /// <exception cref="InvalidOperationException">Always: this one needs the metric.</exception>
                    public override void step() => step((int?)null);

                    /// <exception cref="InvalidOperationException">Always: this one needs the metric.</exception>
                    public override void step(int? epoch) => throw new InvalidOperationException("ReduceLROnPlateau follows a metric: call step(metric).");

                    private bool IsBetter(double current) => (least, relative) switch
                    {
                        (true, true) => current < best * (1 - threshold),
                        (true, false) => current < best - threshold,
                        (false, true) => current > best * (threshold + 1),
                        _ => current > best + threshold,
                    };

                    private void Reduce()
                    {
                        for (int i = 0; i < Groups.Length; i++)
                        {
                            double reduced = Math.Max(Groups[i].LearningRate * factor, floors[i]);
                            if (Groups[i].LearningRate - reduced <= epsilon) continue;
                            Groups[i].LearningRate = reduced;
                            if (Verbose) Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Epoch {Epoch}: reducing learning rate of group {i} to {reduced:g4}."));
                        }
                    }
                }
            }
        }
    }
}
