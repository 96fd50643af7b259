using FerKit.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    // Special functions and the rarer arithmetic.
    public partial class Tensor
    {
        public Tensor bitwise_left_shift(Tensor other) => Aten.Call("bitwise_left_shift.Tensor", this, other);

        public Tensor bitwise_left_shift_(Tensor other) => Aten.InPlace("bitwise_left_shift_.Tensor", this, other);

        public Tensor bitwise_right_shift(Tensor other) => Aten.Call("bitwise_right_shift.Tensor", this, other);

        public Tensor bitwise_right_shift_(Tensor other) => Aten.InPlace("bitwise_right_shift_.Tensor", this, other);

        public Tensor copysign(Tensor other) => Aten.Call("copysign.Tensor", this, other);

        public Tensor float_power(Tensor target) => Aten.Call("float_power.Tensor_Tensor", this, target);

        public Tensor floor_divide_(Scalar other) => Aten.InPlace("floor_divide_.Scalar", this, other);

        public Tensor gcd(Tensor other) => Aten.Call("gcd", this, other);

        public Tensor gcd_(Tensor other) => Aten.InPlace("gcd_", this, other);

        public Tensor heaviside(Tensor other) => Aten.Call("heaviside", this, other);

        public Tensor i0() => Aten.Call("i0", this);

        public Tensor igamma(Tensor other) => Aten.Call("igamma", this, other);

        public Tensor igammac(Tensor other) => Aten.Call("igammac", this, other);

        public Tensor lcm(Tensor other) => Aten.Call("lcm", this, other);

        public Tensor lcm_(Tensor other) => Aten.InPlace("lcm_", this, other);

        public Tensor ldexp(Tensor other) => Aten.Call("ldexp.Tensor", this, other);

        public Tensor ldexp_(Tensor other) => Aten.InPlace("ldexp_", this, other);

        public Tensor logaddexp2(Tensor other) => Aten.Call("logaddexp2", this, other);

        public Tensor logit(double? eps = null) => Aten.Call("logit", this, eps);

        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) => Aten.Call("nan_to_num", this, nan, posinf, neginf);

        public Tensor nextafter(Tensor other) => Aten.Call("nextafter", this, other);

        public Tensor polygamma(long p) => Aten.Call("polygamma", p, this);

        public Tensor polygamma_(long p) => Aten.InPlace("polygamma_", this, p);

        public Tensor round_(long decimals = 0) => decimals == 0 ? Aten.InPlace("round_", this) : Aten.InPlace("round_.decimals", this, decimals);

        public Tensor xlogy(Scalar y) => Aten.Call("xlogy.Scalar_Other", this, y);

        public Tensor xlogy(Tensor y) => Aten.Call("xlogy.Tensor", this, y);

        public Tensor xlogy_(Scalar y) => Aten.InPlace("xlogy_.Scalar_Other", this, y);

        public Tensor xlogy_(Tensor y) => Aten.InPlace("xlogy_.Tensor", this, y);
    }
}
