using FerKit.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    // Random numbers, in place and by element.
    public partial class Tensor
    {
        public Tensor bernoulli_(Tensor p, Generator? generator = null) => Aten.InPlace("bernoulli_.Tensor", this, p, generator);

        public Tensor binomial(Tensor prob, Generator? generator = null) => Aten.Call("binomial", this, prob, generator);

        public Tensor cauchy_(double median = 0, double sigma = 1, Generator? generator = null) => Aten.InPlace("cauchy_", this, median, sigma, generator);

        public Tensor exponential_(double lambda = 1, Generator? generator = null) => Aten.InPlace("exponential_", this, lambda, generator);

        public Tensor geometric_(double p, Generator? generator = null) => Aten.InPlace("geometric_", this, p, generator);

        public Tensor log_normal_(double mean = 0, double std = 1, Generator? generator = null) => Aten.InPlace("log_normal_", this, mean, std, generator);

        public Tensor poisson(Generator? generator = null) => Aten.Call("poisson", this, generator);

        public Tensor random_(double from, double to, Generator? generator = null) => Aten.InPlace("random_.from", this, (long)from, (long)to, generator);

        public Tensor randint_like(long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.randint_like(this, low, high, dtype, device, requires_grad);
    }
}
