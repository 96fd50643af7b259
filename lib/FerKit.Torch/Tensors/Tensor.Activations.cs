using FerKit.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    // Activation functions with parameters.
    public partial class Tensor
    {
        public Tensor celu() => Aten.Call("celu", this);

        public Tensor celu(Scalar alpha) => Aten.Call("celu", this, alpha);

        public Tensor celu_() => Aten.InPlace("celu_", this);

        public Tensor celu_(Scalar alpha) => Aten.InPlace("celu_", this, alpha);

        public Tensor elu(Scalar alpha, Scalar scale, Scalar input_scale) => Aten.Call("elu", this, alpha, scale, input_scale);

        public Tensor elu(double alpha = 1) => Aten.Call("elu", this, alpha);

        public Tensor elu_(Scalar alpha, Scalar scale, Scalar input_scale) => Aten.InPlace("elu_", this, alpha, scale, input_scale);

        public Tensor elu_(double alpha = 1) => Aten.InPlace("elu_", this, alpha);

        public Tensor glu(long dim = -1) => Aten.Call("glu", this, dim);

        public Tensor hardtanh(Scalar min, Scalar max) => Aten.Call("hardtanh", this, min, max);

        public Tensor hardtanh_(Scalar min, Scalar max) => Aten.InPlace("hardtanh_", this, min, max);

        public Tensor leaky_relu(Scalar negative_slope) => Aten.Call("leaky_relu", this, negative_slope);

        public Tensor leaky_relu_(Scalar negative_slope) => Aten.InPlace("leaky_relu_", this, negative_slope);

        public Tensor prelu(Tensor target) => Aten.Call("prelu", this, target);

        public Tensor rrelu(double lower = 0.125, double upper = 1.0 / 3) => Aten.Call("rrelu", this, lower, upper);

        public Tensor rrelu_(double lower = 0.125, double upper = 1.0 / 3) => Aten.InPlace("rrelu_", this, lower, upper);

        public Tensor softplus(double beta = 1, double threshold = 20) => Aten.Call("softplus", this, beta, threshold);

        public Tensor threshold(Scalar threshold, Scalar value) => Aten.Call("threshold", this, threshold, value);

        public Tensor threshold_(Scalar threshold, Scalar value) => Aten.InPlace("threshold_", this, threshold, value);
    }
}
