using FerKit.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>One axis of an index: a position, a range, a tensor of positions, or what stands for axes.</summary>
    public struct TensorIndex
    {
        internal enum Kind { None, Single, Slice, Tensor, Bool, Ellipsis }

        internal Kind What { get; private init; }
        internal long? Start { get; private init; }
        internal long? Stop { get; private init; }
        internal long? Step { get; private init; }
        internal Tensor? Positions { get; private init; }

        // How many axes of the tensor it takes.
        internal readonly long Axes => What switch
        {
            Kind.Single or Kind.Slice => 1,
            Kind.Tensor => Positions!.dtype == ScalarType.Bool ? Positions.Dimensions : 1,
            _ => 0,
        };

        /// <summary>All of one axis.</summary>
        public static TensorIndex Colon = Slice();

        /// <summary>All axes that are not spoken of.</summary>
        public static TensorIndex Ellipsis = new() { What = Kind.Ellipsis };

        /// <summary>A new axis of size 1.</summary>
        public static TensorIndex None = new() { What = Kind.None };

        public static TensorIndex Null = None;

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { What = Kind.Slice, Start = start, Stop = stop, Step = step };

        public static TensorIndex Slice((int?, int?) range) => Slice(range.Item1, range.Item2);

        public static TensorIndex Slice(Range range) => Slice(Position(range.Start), range.End.IsFromEnd && range.End.Value == 0 ? null : Position(range.End));

        public static TensorIndex Single(long? index) => index is { } at ? new() { What = Kind.Single, Start = at } : None;

        public static TensorIndex Tensor(Tensor tensor) => new() { What = Kind.Tensor, Positions = tensor };

        public static TensorIndex Bool(bool value) => new() { What = Kind.Bool, Start = value ? 1 : 0 };

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex((int?, int?) range) => Slice(range);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex(Index index) => Single(Position(index));

        private static long Position(Index index) => index.IsFromEnd ? -index.Value : index.Value;
    }

    public partial class Tensor
    {
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[params long[] indices]
        {
            get => index([.. indices.Select(at => (TensorIndex)at)]);
            set => index_put_(value, [.. indices.Select(at => (TensorIndex)at)]);
        }

        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => index_put_(value, new TensorIndex[] { i1 });
        }

        public Tensor this[long i1, long i2]
        {
            get => this[new[] { i1, i2 }];
            set => this[new[] { i1, i2 }] = value;
        }

        public Tensor this[long i1, long i2, long i3]
        {
            get => this[new[] { i1, i2, i3 }];
            set => this[new[] { i1, i2, i3 }] = value;
        }

        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => this[new[] { i1, i2, i3, i4 }];
            set => this[new[] { i1, i2, i3, i4 }] = value;
        }

        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => this[new[] { i1, i2, i3, i4, i5 }];
            set => this[new[] { i1, i2, i3, i4, i5 }] = value;
        }

        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => this[new[] { i1, i2, i3, i4, i5, i6 }];
            set => this[new[] { i1, i2, i3, i4, i5, i6 }] = value;
        }

        /// <summary>Positions and ranges give a view; tensors of positions give a copy.</summary>
        public Tensor index(params TensorIndex[] indices)
        {
            using var scope = NewDisposeScope();
            var (view, positions) = Narrow(indices);
            var result = positions.Exists(one => one is not null) ? Aten.Call("index.Tensor", view, Argument.Tensors(positions)) : view;
            return (ReferenceEquals(result, this) ? alias() : result).MoveToOuterDisposeScope();
        }

        public Tensor index(params Tensor[] indices) => Aten.Call("index.Tensor", this, Argument.Tensors(indices));

        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, false);

        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            using var scope = NewDisposeScope();
            var (view, positions) = Narrow(indices);
            if (positions.Exists(one => one is not null)) Aten.InPlace("index_put_", view, Argument.Tensors(positions), value, accumulate);
            else if (accumulate) view.add_(Fitted(value, view));
            else view.copy_(Fitted(value, view));
            return this;
        }

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var filled = full([], value, dtype, device);
            return index_put_(filled, indices, false);
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices)
        {
            using var filled = full([], value, dtype, device);
            return index_put_(filled, indices, false);
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, false);

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) =>
            Aten.InPlace("index_put_", this, Argument.Tensors(indices), value, accumulate);

        // What views can do is done by views. Tensors of positions are left, one entry for each axis of the view, and a
        // mask's one entry stands for as many axes as the mask has.
        private (Tensor View, List<Tensor?> Positions) Narrow(TensorIndex[] indices)
        {
            long spokenOf = indices.Sum(one => one.Axes);
            if (spokenOf > Dimensions) throw new ArgumentException($"{spokenOf} indices are too many for a tensor of shape ({string.Join(", ", shape)}).", nameof(indices));
            var view = this;
            var positions = new List<Tensor?>();
            long axis = 0;
            foreach (var one in indices)
            {
                switch (one.What)
                {
                    case TensorIndex.Kind.Single:
                        view = view.select(axis, one.Start!.Value);
                        continue;
                    case TensorIndex.Kind.Slice:
                        if (one.Start is not null || one.Stop is not null || one.Step is not null)
                            view = Aten.Call("slice.Tensor", view, axis, one.Start, one.Stop, one.Step ?? 1);
                        positions.Add(null);
                        break;
                    case TensorIndex.Kind.Tensor:
                        positions.Add(one.Positions);
                        axis += one.Axes - 1;
                        break;
                    case TensorIndex.Kind.Bool:
                        view = view.unsqueeze(axis);
                        positions.Add(tensor([one.Start == 1]));
                        break;
                    case TensorIndex.Kind.None:
                        view = view.unsqueeze(axis);
                        positions.Add(null);
                        break;
                    default:
                        for (long left = Dimensions - spokenOf; left > 0; left--, axis++) positions.Add(null);
                        continue;
                }
                axis++;
            }
            return (view, positions);
        }

        // Assigned values may have more axes in front, all of size 1.
        private static Tensor Fitted(Tensor value, Tensor view)
        {
            long surplus = value.Dimensions - view.Dimensions;
            return surplus > 0 && value.shape.Take((int)surplus).All(side => side == 1) ? value.reshape(value.shape[(int)surplus..]) : value;
        }
    }
}
