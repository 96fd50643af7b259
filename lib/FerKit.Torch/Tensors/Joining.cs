using FerKit.Torch.Interop;

namespace TorchSharp;

// Several tensors in one: along an axis they have (cat), along a new one (stack), or element by element.
public static partial class torch
{
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => Aten.Call("cat", Argument.Tensors(tensors), dim);

    public static Tensor cat(Tensor[] tensors, long dim = 0) => Aten.Call("cat", tensors, dim);

    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat(tensors.ToArray(), dim);

    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concat(Tensor[] tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concatenate(IList<Tensor> tensors, long axis = 0) => cat(tensors, axis);

    public static Tensor concatenate(Tensor[] tensors, long axis = 0) => cat(tensors, axis);

    public static Tensor concatenate(ReadOnlySpan<Tensor> tensors, long axis = 0) => cat(tensors, axis);

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Aten.Call("stack", Argument.Tensors(tensors), dim);

    public static Tensor hstack(IEnumerable<Tensor> tensors) => Aten.Call("hstack", Argument.Tensors(tensors));

    public static Tensor hstack(IList<Tensor> tensors) => Aten.Call("hstack", Argument.Tensors(tensors));

    public static Tensor hstack(params Tensor[] tensors) => Aten.Call("hstack", tensors);

    public static Tensor hstack(ReadOnlySpan<Tensor> tensors) => hstack(tensors.ToArray());

    public static Tensor vstack(IList<Tensor> tensors) => Aten.Call("vstack", Argument.Tensors(tensors));

    public static Tensor vstack(Tensor[] tensors) => Aten.Call("vstack", tensors);

    public static Tensor vstack(ReadOnlySpan<Tensor> tensors) => vstack(tensors.ToArray());

    public static Tensor dstack(IEnumerable<Tensor> tensors) => Aten.Call("dstack", Argument.Tensors(tensors));

    public static Tensor dstack(IList<Tensor> tensors) => Aten.Call("dstack", Argument.Tensors(tensors));

    public static Tensor dstack(params Tensor[] tensors) => Aten.Call("dstack", tensors);

    public static Tensor dstack(ReadOnlySpan<Tensor> tensors) => dstack(tensors.ToArray());

    public static Tensor row_stack(IList<Tensor> tensors) => vstack(tensors);

    public static Tensor row_stack(params Tensor[] tensors) => vstack(tensors);

    public static Tensor row_stack(ReadOnlySpan<Tensor> tensors) => vstack(tensors);

    public static Tensor column_stack(IList<Tensor> tensors) => Aten.Call("column_stack", Argument.Tensors(tensors));

    public static Tensor column_stack(params Tensor[] tensors) => Aten.Call("column_stack", tensors);

    public static Tensor column_stack(ReadOnlySpan<Tensor> tensors) => column_stack(tensors.ToArray());

    public static Tensor block_diag(params Tensor[] tensors) => Aten.Call("block_diag", tensors);

    public static Tensor cartesian_prod(IList<Tensor> tensors) => Aten.Call("cartesian_prod", Argument.Tensors(tensors));

    public static Tensor cartesian_prod(params Tensor[] tensors) => Aten.Call("cartesian_prod", tensors);

    public static Tensor cartesian_prod(ReadOnlySpan<Tensor> tensors) => cartesian_prod(tensors.ToArray());

    /// <summary>Grids of coordinates: <c>"ij"</c> takes the axes in order, <c>"xy"</c> swaps the first two.</summary>
    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") => Aten.CallList("meshgrid.indexing", Argument.Tensors(tensors), indexing);

    public static IList<Tensor> broadcast_tensors(params Tensor[] tensors) => Aten.CallList("broadcast_tensors", tensors);

    /// <summary>The sum of products that Einstein's notation names: <c>einsum("bhqd,bhkd->bhqk", q, k)</c>.</summary>
    public static Tensor einsum(string equation, params Tensor[] tensors) => Aten.Call("einsum", equation, tensors);

    public static Tensor where(Tensor condition, Tensor x, Tensor y) => Aten.Call("where.self", condition, x, y);

    /// <summary>The positions at which the condition holds, one tensor of indices an axis.</summary>
    public static Tensor[] where(Tensor condition) => Aten.CallList("where", condition);
}
