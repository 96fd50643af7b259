using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// Optimizers change parameters in place from their gradients. Updates are those of PyTorch 1.13 to the last bit.
    /// They keep state per parameter outside every dispose scope: dispose the optimizer when it is done.
    /// </summary>
    /// <remarks>
    /// Checkpoints: <see cref="OptimizerHelper.state_dict"/> lists the live state objects in the order of
    /// <see cref="Optimizer.parameters"/>. Cast one to its kind (<see cref="SGD.State"/>, <see cref="Modules.Adam.State"/> ...) and
    /// read its tensors; to restore, assign them, e.g.
    /// <c>((SGD.State)state).momentum_buffer = saved.clone().DetachFromDisposeScope()</c> (null before the first step), and
    /// dispose what was there; for Adam set <c>step</c> too. The same lines work with TorchSharp. Training goes on as if it had
    /// never stopped. <see cref="OptimizerHelper.save_state_dict(string)"/> writes the same into one file of TorchSharp's format.
    /// </remarks>
    public static partial class optim
    {
        /// <summary>What schedulers and training loops need of an optimizer.</summary>
        public abstract class Optimizer : IDisposable
        {
            /// <param name="handle">Not used: every optimizer of this binding is managed code.</param>
            protected Optimizer(nint handle) => _ = handle;

            public delegate nint LossClosure();

            internal List<ParamGroup> Groups { get; } = [];

            /// <summary>The groups, whose rates schedulers set.</summary>
            public virtual IEnumerable<ILearningRateController> ParamGroups => Groups;

            /// <summary>All parameters, group by group.</summary>
            public virtual IEnumerable<Parameter> parameters() => Groups.SelectMany(group => group.Parameters);

            /// <summary>Updates the parameters that have a gradient; returns what <paramref name="closure"/> (run first, with a graph) gave, else null.</summary>
            public virtual Tensor step(Func<Tensor> closure = null!) => closure?.Invoke()!;

            /// <summary>Fills the gradients with zeros; <c>module.zero_grad()</c> drops them instead.</summary>
            public virtual void zero_grad()
            {
            }

            /// <summary>Adds parameters, with options of their own where set and this optimizer's else.</summary>
            public virtual void add_param_group(ParamGroup param_group) => Groups.Add(param_group);

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
            }

            /// <summary>Options and state of an optimizer, not copied: what it holds changes with the next step.</summary>
            public class StateDictionary
            {
                internal StateDictionary()
                {
                }

                /// <summary>One per group.</summary>
                public List<OptimizerOptions> Options { get; } = [];

                /// <summary>One per parameter, group by group.</summary>
                public List<OptimizerState> State { get; } = [];

                /// <summary>For each group, the places of its parameters in <see cref="State"/>.</summary>
                public List<List<int>> StateIndexRef { get; } = [];
            }
        }

        /// <summary>Whose rate a scheduler changes.</summary>
        public interface ILearningRateController
        {
            double LearningRate { get; set; }

            double InitialLearningRate { get; set; }
        }

        public interface IMomentum
        {
            double Momentum { get; set; }
        }

        /// <summary>Adam and its kin have two averages in the place of a momentum.</summary>
        public interface IBetas
        {
            (double, double) Betas { get; set; }
        }
    }
}
