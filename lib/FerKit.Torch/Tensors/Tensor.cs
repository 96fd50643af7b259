using FerKit.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A tensor of libtorch. It holds native memory: dispose it, or make it inside a <see cref="DisposeScope"/>; the
    /// finalizer frees what was forgotten, but late. Two objects may share one storage. Reading is thread-safe.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private static long live, peak;
        private nint handle;

        /// <summary>Takes over one reference to a TensorImpl and joins the current dispose scope.</summary>
        internal Tensor(nint handle)
        {
            this.handle = handle;
            OwningDisposeScope = DisposeScopeManager.Register(this);
            long now = Interlocked.Increment(ref live);
            if (now > Volatile.Read(ref peak)) Volatile.Write(ref peak, now);
        }

        ~Tensor() => Dispose(false);

        /// <summary>Tensors alive in the process, whoever owns them.</summary>
        public static long TotalCount => Interlocked.Read(ref live);

        /// <summary>The most there ever were.</summary>
        public static long PeakCount => Interlocked.Read(ref peak);

        /// <summary>A free label.</summary>
        public string? name { get; set; }

        /// <summary>The native object.</summary>
        /// <exception cref="ObjectDisposedException">The tensor was disposed.</exception>
        public nint Handle => handle != 0 ? handle : throw new ObjectDisposedException(nameof(Tensor), "The tensor was disposed: keep it out of the dispose scope that ended, or clone it.");

        public bool IsInvalid => handle == 0;

        internal DisposeScope? OwningDisposeScope { get; set; }

        /// <summary>Frees the native reference; views and other references keep the storage alive.</summary>
        public void Dispose()
        {
            if (handle == 0) return;
            if (OwningDisposeScope is { } scope) scope.MarkAsDisposed(this);
            else DisposeScopeManager.Statistics.TensorStatistics.DisposedOutsideScopeCount++;
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            nint mine = Interlocked.Exchange(ref handle, 0);
            if (mine == 0) return;
            Native.TensorRelease(mine);
            Interlocked.Decrement(ref live);
        }

        /// <summary>Gives up the native reference without freeing it: the caller owns it now.</summary>
        public nint DecoupleFromNativeHandle()
        {
            if (OwningDisposeScope is { } scope) scope.MarkAsDisposed(this);
            else DisposeScopeManager.Statistics.TensorStatistics.DisposedOutsideScopeCount++;
            GC.SuppressFinalize(this);
            Interlocked.Decrement(ref live);
            return Interlocked.Exchange(ref handle, 0);
        }

        /// <summary>Gives the tensor to the scope outside its own, so that it outlives this one.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope is { } mine) mine.MoveToOther(other, this);
            else other?.Attach(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        /// <summary>Takes the tensor out of every scope: whoever holds it disposes it.</summary>
        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }
    }

    /// <summary>A scope that owns the tensors made on this thread until it is disposed.</summary>
    public static DisposeScope NewDisposeScope() => new(DisposeScopeManager.OfThread);

    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.OfThread.Top;

    /// <summary>Runs <paramref name="expr"/> in a scope of its own and returns its result to the current one.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }
}
