using FerKit.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    // Products of matrices, decompositions and what is built from them.
    public partial class Tensor
    {
        public Tensor addbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Aten.Call("addbmm", this, batch1, batch2, beta, alpha);

        public Tensor addbmm_(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Aten.InPlace("addbmm_", this, batch1, batch2, beta, alpha);

        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Aten.InPlace("addmm_", this, mat1, mat2, beta, alpha);

        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1, float alpha = 1) => Aten.Call("addmv", this, mat, vec, beta, alpha);

        public Tensor addmv_(Tensor mat, Tensor vec, float beta = 1, float alpha = 1) => Aten.InPlace("addmv_", this, mat, vec, beta, alpha);

        public Tensor addr(Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) => Aten.Call("addr", this, vec1, vec2, beta, alpha);

        public Tensor addr_(Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) => Aten.InPlace("addr_", this, vec1, vec2, beta, alpha);

        public Tensor inner(Tensor vec2) => Aten.Call("inner", this, vec2);

        public Tensor kron(Tensor other) => Aten.Call("kron", this, other);

        public Tensor vdot(Tensor target) => Aten.Call("vdot", this, target);

        public Tensor tensordot(Tensor b, (long, long)[] dims) => tensordot(b, Array.ConvertAll(dims, pair => pair.Item1), Array.ConvertAll(dims, pair => pair.Item2));

        public Tensor tensordot(Tensor b, long dims = 2) => tensordot(b, Sequence(Dimensions - dims, dims), Sequence(0, dims));

        public Tensor tensordot(Tensor b, long[] dims1, long[] dims2) => Aten.Call("tensordot", this, b, dims1, dims2);

        public Tensor matrix_exp() => Aten.Call("matrix_exp", this);

        public Tensor matrix_power(int n) => Aten.Call("matrix_power", this, n);

        public Tensor logdet() => Aten.Call("logdet", this);

        public Tensor cholesky(bool upper = false) => Aten.Call("cholesky", this, upper);

        public Tensor cholesky_inverse(bool upper = false) => Aten.Call("cholesky_inverse", this, upper);

        public Tensor cholesky_solve(Tensor input2, bool upper = false) => Aten.Call("cholesky_solve", this, input2, upper);

        public Tensor pinverse(double rcond = 1E-15, bool hermitian = false) => Aten.Call("linalg_pinv", this, rcond, hermitian);

        public Tensor adjoint() => Aten.Call("adjoint", this);

        private static long[] Sequence(long first, long count)
        {
            var numbers = new long[count];
            for (int i = 0; i < numbers.Length; i++) numbers[i] = first + i;
            return numbers;
        }
    }
}
