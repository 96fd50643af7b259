namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module with one input. Derived classes override <see cref="forward"/>; users invoke <see cref="call"/>.</summary>
        public abstract class Module<T, TResult> : HookableModule<Func<Module<T, TResult>, T, T>, Func<Module<T, TResult>, T, TResult, TResult>>, IModule<T, TResult>
        {
            protected Module(string name) : base(name)
            {
            }

            /// <summary>What the module computes. Called directly it skips the module's own hooks.</summary>
            public abstract TResult forward(T input);

            /// <summary>Runs the hooks and <see cref="forward"/>.</summary>
            public TResult call(T input)
            {
                if (!HasHooks) return forward(input);
                RunPlainPreHooks();
                foreach (var (_, hook) in PreHooks)
                {
                    var modified = hook(this, input);
                    if (modified is not null) input = modified;
                }
                var result = forward(input);
                foreach (var (_, hook) in PostHooks)
                {
                    var modified = hook(this, input, result);
                    if (modified is not null) result = modified;
                }
                RunPlainPostHooks();
                return result;
            }
        }

        /// <summary>A module with two inputs. Derived classes override <see cref="forward"/>; users invoke <see cref="call"/>.</summary>
        public abstract class Module<T1, T2, TResult> : HookableModule<Func<Module<T1, T2, TResult>, T1, T2, (T1, T2)?>, Func<Module<T1, T2, TResult>, T1, T2, TResult, TResult>>, IModule<T1, T2, TResult>
        {
            protected Module(string name) : base(name)
            {
            }

            /// <summary>What the module computes. Called directly it skips the module's own hooks.</summary>
            public abstract TResult forward(T1 input1, T2 input2);

            /// <summary>Runs the hooks and <see cref="forward"/>.</summary>
            public TResult call(T1 input1, T2 input2)
            {
                if (!HasHooks) return forward(input1, input2);
                RunPlainPreHooks();
                foreach (var (_, hook) in PreHooks)
                {
                    var modified = hook(this, input1, input2);
                    if (modified is { } given) (input1, input2) = given;
                }
                var result = forward(input1, input2);
                foreach (var (_, hook) in PostHooks)
                {
                    var modified = hook(this, input1, input2, result);
                    if (modified is not null) result = modified;
                }
                RunPlainPostHooks();
                return result;
            }
        }

        /// <summary>A module with three inputs. Derived classes override <see cref="forward"/>; users invoke <see cref="call"/>.</summary>
        public abstract class Module<T1, T2, T3, TResult> : HookableModule<Func<Module<T1, T2, T3, TResult>, T1, T2, T3, (T1, T2, T3)?>, Func<Module<T1, T2, T3, TResult>, T1, T2, T3, TResult, TResult>>, IModule<T1, T2, T3, TResult>
        {
            protected Module(string name) : base(name)
            {
            }

            /// <summary>What the module computes. Called directly it skips the module's own hooks.</summary>
            public abstract TResult forward(T1 input1, T2 input2, T3 input3);

            /// <summary>Runs the hooks and <see cref="forward"/>.</summary>
            public TResult call(T1 input1, T2 input2, T3 input3)
            {
                if (!HasHooks) return forward(input1, input2, input3);
                RunPlainPreHooks();
                foreach (var (_, hook) in PreHooks)
                {
                    var modified = hook(this, input1, input2, input3);
                    if (modified is { } given) (input1, input2, input3) = given;
                }
                var result = forward(input1, input2, input3);
                foreach (var (_, hook) in PostHooks)
                {
                    var modified = hook(this, input1, input2, input3, result);
                    if (modified is not null) result = modified;
                }
                RunPlainPostHooks();
                return result;
            }
        }
    }
}
