using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Pads the last dimensions; the list begins with both sides of the last one.</summary>
public abstract class PadBase : ParameterLessModule<Tensor, Tensor>
{
    private readonly PaddingModes mode;

    protected PadBase(string name, PaddingModes mode, double value, params long[] padding) : base(name)
    {
        this.mode = mode;
        (this.value, this.padding) = (value, padding);
    }

    public long[] padding { get; set; }

    public double value { get; set; }

    public override Tensor forward(Tensor input) => nn.functional.pad(input, padding, mode, value);
}
