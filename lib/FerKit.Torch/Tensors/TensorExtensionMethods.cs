using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp;

public static partial class TensorExtensionMethods
{
    /// <summary>Makes the tensor a parameter, which takes it over.</summary>
    public static Parameter AsParameter(this Tensor tensor) => new(tensor);
}
