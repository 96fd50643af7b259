using System.Text.Json.Serialization;

namespace FerKit.Training;

/// <summary>How a model is trained. Immutable; a value out of its range is refused by name.</summary>
public sealed record Recipe
{
    /// <summary>What it is called in logs and files.</summary>
    public string Name { get; init; } = "quick";

    /// <summary>Passes over the training data, 1 to 10,000.</summary>
    public int Epochs { get; init => field = InRange(value, 1, 10_000, nameof(Epochs)); } = 10;

    /// <summary>Samples a step, 2 to 4,096.</summary>
    public int Batch { get; init => field = InRange(value, 2, 4096, nameof(Batch)); } = 32;

    /// <summary>
    /// Parts that a step's batch is computed in, one after the other, their gradients added, 1 to 256: less memory, and but for
    /// BatchNorm, which sees a part, the same step.
    /// </summary>
    public int Accumulation { get; init => field = InRange(value, 1, 256, nameof(Accumulation)); } = 1;

    /// <summary>Height and width of the input in pixels, a multiple of 8 from 32 to 512; null for the data's own.</summary>
    public int? Size
    {
        get;
        init
        {
            if (value is { } side && (side < 32 || side > 512 || side % 8 != 0))
                throw new ArgumentException($"{nameof(Size)} is {side}: it must be a multiple of 8 from 32 to 512.");
            field = value;
        }
    }

    /// <summary>What changes the weights.</summary>
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Sgd;

    /// <summary>The learning rate: the first, or under <see cref="ScheduleKind.OneCycle"/> the highest.</summary>
    public double Rate { get; init => field = Positive(value, nameof(Rate)); } = 0.05;

    /// <summary>SGD's momentum, 0 to 1 (excluded).</summary>
    public double Momentum { get; init => field = Fraction(value, nameof(Momentum)); } = 0.9;

    /// <summary>Decay of all weights, at least 0.</summary>
    public double WeightDecay { get; init => field = NotNegative(value, nameof(WeightDecay)); } = 5e-4;

    /// <summary>How the rate changes.</summary>
    public ScheduleKind Schedule { get; init; } = ScheduleKind.OneCycle;

    /// <summary>Under <see cref="ScheduleKind.Steps"/>: epochs after which the rate is divided by 10.</summary>
    public int StepEpochs { get; init => field = InRange(value, 1, 10_000, nameof(StepEpochs)); } = 20;

    /// <summary>The largest common norm of the gradients, to which greater ones are scaled down; 0 for no limit.</summary>
    public double Clip { get; init => field = NotNegative(value, nameof(Clip)); }

    /// <summary>Share of the training data that is held back to choose the best epoch; 0 trains on all and keeps the last.</summary>
    public double Validation { get; init => field = Fraction(value, nameof(Validation)); } = 0.15;

    /// <summary>Share of the target that is spread over the other classes, 0 to 1 (excluded).</summary>
    public double LabelSmoothing { get; init => field = Fraction(value, nameof(LabelSmoothing)); }

    /// <summary>How strongly rare classes weigh in the loss: 0 not at all, 1 in inverse proportion to their number.</summary>
    public double ClassBalance
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new ArgumentException($"{nameof(ClassBalance)} is {value}: it must be from 0 to 1.");
    }

    /// <summary>Random changes of the training pictures.</summary>
    public Augmentation Augmentation { get; init; } = new();

    /// <summary>How a step is computed.</summary>
    public ComputeOptions Compute { get; init; } = new();

    /// <summary>Whether it makes no sense without weights to start from.</summary>
    public bool NeedsWeights { get; init; }

    /// <summary>Minutes on a CPU: small batches make enough steps of the 1,400 built-in faces.</summary>
    public static Recipe Quick { get; } = new()
    {
        Epochs = 20, Batch = 16, Optimizer = OptimizerKind.AdamW, Rate = 5e-3, WeightDecay = 0.01, LabelSmoothing = 0.1,
    };

    /// <summary>Section 4.1: 200 epochs, batch 128, SGD with momentum 0.9 and decay 5e-4, rate 0.05 divided by 10 every 20 epochs.</summary>
    public static Recipe PaperPretrain { get; } = new()
    {
        Name = "paper-pretrain", Epochs = 200, Batch = 128, Size = 224, Schedule = ScheduleKind.Steps, Validation = 0,
    };

    /// <summary>Section 4.1: 100 epochs more from rate 0.01, all else as in pre-training.</summary>
    public static Recipe PaperFinetune { get; } = PaperPretrain with { Name = "paper-finetune", Epochs = 100, Rate = 0.01 };

    /// <summary>Section 4.3 of the paper: fine-tuning from ImageNet weights, given as a safetensors file, instead of faces.</summary>
    public static Recipe PaperImageNet { get; } = PaperFinetune with { Name = "paper-imagenet", NeedsWeights = true };

    /// <summary>The presets.</summary>
    public static IReadOnlyList<Recipe> Presets { get; } = [Quick, PaperPretrain, PaperFinetune, PaperImageNet];

    /// <summary>The presets' names, for usage lines.</summary>
    public static string Listing => string.Join(", ", Presets.Select(preset => preset.Name));

    /// <summary>The learning rate with which an epoch begins.</summary>
    /// <param name="epoch">From 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The recipe has no such epoch.</exception>
    public double RateOfEpoch(int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epoch, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(epoch, Epochs);
        const int Steps = 1000;    // of an epoch: any number, so long as it is large
        return new RateSchedule(this, Steps).Rate((epoch - 1) * Steps);
    }

    private static int InRange(int value, int least, int most, string name) => value >= least && value <= most
        ? value : throw new ArgumentException($"{name} is {value}: it must be from {least} to {most}.");

    private static double Positive(double value, string name) => value > 0 && double.IsFinite(value)
        ? value : throw new ArgumentException($"{name} is {value}: it must be above 0.");

    private static double NotNegative(double value, string name) => value >= 0 && double.IsFinite(value)
        ? value : throw new ArgumentException($"{name} is {value}: it must be at least 0.");

    private static double Fraction(double value, string name) => value is >= 0 and < 1
        ? value : throw new ArgumentException($"{name} is {value}: it must be at least 0 and below 1.");
}

/// <summary>The optimizers of a recipe.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OptimizerKind>))]
public enum OptimizerKind
{
    /// <summary>Stochastic gradient descent with momentum.</summary>
    Sgd,

    /// <summary>Adam with decoupled weight decay.</summary>
    AdamW,
}

/// <summary>The schedules of a recipe.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScheduleKind>))]
public enum ScheduleKind
{
    /// <summary>The rate stays.</summary>
    Constant,

    /// <summary>Divided by 10 after every so many epochs.</summary>
    Steps,

    /// <summary>Up to the highest over 30 % of the steps, then down along a cosine (Smith and Topin 2018).</summary>
    OneCycle,
}
