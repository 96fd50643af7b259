namespace TorchSharp;

public static partial class torch
{
    // PyTorch's second names of the same functions.
    public partial class Tensor
    {
        public Tensor absolute() => abs();

        public Tensor absolute_() => abs_();

        public Tensor arccos() => acos();

        public Tensor arccos_() => acos_();

        public Tensor arccosh() => acosh();

        public Tensor arccosh_() => acosh_();

        public Tensor arcsin() => asin();

        public Tensor arcsin_() => asin_();

        public Tensor arcsinh() => asinh();

        public Tensor arcsinh_() => asinh_();

        public Tensor arctan() => atan();

        public Tensor arctan(Tensor other) => atan2(other);

        public Tensor arctan_() => atan_();

        public Tensor arctan_(Tensor other) => atan2_(other);

        public Tensor arctan2(Tensor other) => atan2(other);

        public Tensor arctan2_(Tensor other) => atan2_(other);

        public Tensor arctanh() => atanh();

        public Tensor arctanh_() => atanh_();

        public Tensor fix() => trunc();

        public Tensor fix_() => trunc_();

        public Tensor negative() => neg();

        public Tensor ger(Tensor vec2) => outer(vec2);

        public Tensor less_equal_(Tensor target) => le_(target);

        public Tensor not_equal_(Tensor target) => ne_(target);

        public Tensor moveaxis(long[] source, long[] destination) => movedim(source, destination);

        public Tensor type(Func<Tensor, Tensor> typeFunc) => typeFunc(this);

        public Tensor DetatchFromDisposeScope() => DetachFromDisposeScope();
    }
}
