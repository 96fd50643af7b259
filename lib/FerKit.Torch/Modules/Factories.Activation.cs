using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    // Activations and dropout.
    public static partial class nn
    {
        public static ReLU ReLU(bool inplace = false) => new(inplace);

        public static ReLU6 ReLU6(bool inplace = false) => new(inplace);

        public static LeakyReLU LeakyReLU(double negative_slope = 0.01, bool inplace = false) => new(negative_slope, inplace);

        public static PReLU PReLU(long num_parameters, double init = 0.25, Device? device = null, ScalarType? dtype = null) =>
            new(num_parameters, init, device, dtype);

        public static Sigmoid Sigmoid() => new(false);

        public static Sigmoid Sigmoid(bool inplace) => new(inplace);

        public static Tanh Tanh() => new(false);

        public static Tanh Tanh(bool inplace = false) => new(inplace);

        public static GELU GELU() => new(false);

        public static GELU GELU(bool inplace) => new(inplace);

        public static SiLU SiLU() => new(false);

        public static SiLU SiLU(bool inplace) => new(inplace);

        public static Hardswish Hardswish(bool inplace = false) => new(inplace);

        public static Hardsigmoid Hardsigmoid(bool inplace = false) => new(inplace);

        public static Softmax Softmax(long dim) => new(dim);

        public static LogSoftmax LogSoftmax(long dim) => new(dim);

        public static Dropout Dropout(double p = 0.5, bool inplace = false) => new(p, inplace);

        public static Dropout2d Dropout2d(double p = 0.5, bool inplace = false) => new(p, inplace);
    }
}
