using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>
            /// Sets the learning rates of an optimizer's groups, step by step, as PyTorch's schedulers do. Making one performs the
            /// step to epoch 0.
            /// </summary>
            /// <remarks>
            /// To resume: make the scheduler over the initial rates, call <c>step((int?)epoch)</c>, which sets the rate by its closed
            /// form where it has one, then assign each group's saved <c>LearningRate</c>. From there the rates go on to the last bit.
            /// </remarks>
            public abstract class LRScheduler
            {
                protected LRScheduler()
                {
                    Optimizer = null!;
                    BaseRates = LastRates = [];
                }

                /// <summary>The constructor of a kind ends with its first <see cref="step()"/>.</summary>
                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    Optimizer = optimizer;
                    Groups = [.. optimizer.ParamGroups];
                    BaseRates = [.. Groups.Select(group => group.InitialLearningRate)];
                    LastRates = Rates;
                    Epoch = last_epoch;
                    Verbose = verbose;
                }

                internal Optimizer Optimizer { get; }

                internal ILearningRateController[] Groups { get; } = [];

                /// <summary>The initial rate of each group.</summary>
                internal double[] BaseRates { get; }

                internal double[] LastRates { get; set; }

                /// <summary>PyTorch's <c>last_epoch</c>: the number of the step that was made last.</summary>
                internal int Epoch { get; set; }

                internal int StepCount { get; private set; }

                internal bool Verbose { get; }

                /// <summary>The rates that the groups have now.</summary>
                internal double[] Rates => [.. Groups.Select(group => group.LearningRate)];

                /// <summary>The next epoch's (or batch's) rates.</summary>
                public virtual void step() => step(null);

                /// <summary>The rates of a given epoch, by the closed form where there is one.</summary>
                public virtual void step(int? epoch)
                {
                    StepCount++;
                    Epoch = epoch ?? Epoch + 1;
                    Apply([.. epoch is null ? get_lr() : get_closed_form_lr()]);
                }

                /// <summary>For schedulers that follow a metric; the others ignore it.</summary>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                /// <summary>The rates of the last step, one per group.</summary>
                public IEnumerable<double> get_last_lr() => LastRates;

                protected virtual IEnumerable<double> get_lr() => Rates;

                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();

                /// <summary>The groups' rates times a number.</summary>
                private protected double[] Scaled(double factor) => [.. Groups.Select(group => group.LearningRate * factor)];

                private protected double[] OfBase(Func<double, double> rate) => [.. BaseRates.Select(rate)];

                private void Apply(double[] rates)
                {
                    for (int i = 0; i < BaseRates.Length; i++)
                    {
                        Groups[i].LearningRate = rates[i];
                        if (Verbose && LastRates[i] != rates[i]) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Adjusting learning rate to {rates[i]}"));
                    }
                    LastRates = rates;
                }
            }
        }
    }
}
