using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>In training, sets whole channels to zero at random and scales the others up.</summary>
public sealed class Dropout2d : ParameterLessModule<Tensor, Tensor>
{
    internal Dropout2d(double p, bool inplace) : base(nameof(Dropout2d))
    {
        (this.p, this.inplace) = (p, inplace);
    }

    public double p { get; set; }

    public bool inplace { get; set; }

    public override Tensor forward(Tensor input) => nn.functional.dropout2d(input, p, training, inplace);
}
