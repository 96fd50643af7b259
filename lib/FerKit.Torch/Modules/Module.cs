using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>
        /// The base of all modules: a tree of parameters, buffers and sub-modules. A derived module assigns them to
        /// fields and calls <see cref="RegisterComponents"/> at the end of its constructor. What is registered leaves
        /// its dispose scope and lives until the module is disposed.
        /// </summary>
        public partial class Module : IDisposable
        {
            private readonly string? name;
            private bool isTraining = true;

            protected Module(string name) => this.name = name;

            /// <summary>Whether layers that differ between training and evaluation, such as dropout, do as in training.</summary>
            public virtual bool training => isTraining;

            public virtual string GetName() => string.IsNullOrEmpty(name) ? GetType().Name : name;

            public virtual void train(bool train = true)
            {
                isTraining = train;
                foreach (var (_, child) in named_children()) child.train(train);
            }

            public virtual void eval() => train(false);

            /// <summary>Calls <paramref name="fn"/> on every sub-module, the deepest first, and then on this one.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (var (_, child) in named_children()) child.apply(fn);
                fn(this);
                return this;
            }

            /// <summary>Drops the gradients of all parameters, or sets them to zero.</summary>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var (_, parameter) in named_parameters())
                {
                    if (set_to_none)
                    {
                        parameter.grad = null;
                        continue;
                    }
                    using var gradient = parameter.grad;
                    if (gradient is not null) FerKit.Torch.Interop.Aten.InPlace("zero_", gradient);
                }
            }

            /// <summary>Frees every parameter and buffer of the module and of its sub-modules.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing) return;
                foreach (var (_, parameter) in ownParameters) parameter.Dispose();
                foreach (var (_, (buffer, _)) in ownBuffers) buffer.Dispose();
                foreach (var (_, child) in ownModules) child.Dispose();
            }
        }

        public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
    }
}
