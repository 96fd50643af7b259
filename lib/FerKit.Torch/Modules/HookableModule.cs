namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module whose <c>call</c> runs hooks before and after <c>forward</c>, in the order of their registration.</summary>
        /// <typeparam name="TPreHook">Sees the module and its inputs; may return others, null keeps them.</typeparam>
        /// <typeparam name="TPostHook">Sees the module, its inputs and its result; may return another, null keeps it.</typeparam>
        public class HookableModule<TPreHook, TPostHook> : Module
        {
            // Replaced as a whole when a hook comes or goes, so that a hook may remove itself while they run.
            private (string Key, TPreHook Hook)[]? preHooks;
            private (string Key, TPostHook Hook)[]? postHooks;
            private (string Key, Action<Module> Hook)[]? plainPreHooks, plainPostHooks;

            protected HookableModule(string name) : base(name)
            {
            }

            private protected bool HasHooks { get; private set; }

            private protected ReadOnlySpan<(string Key, TPreHook Hook)> PreHooks => preHooks;

            private protected ReadOnlySpan<(string Key, TPostHook Hook)> PostHooks => postHooks;

            /// <summary>Runs after <c>forward</c> and may replace its result.</summary>
            public HookRemover register_forward_hook(TPostHook hook) => Register(ref postHooks, hook);

            /// <summary>Runs before <c>forward</c> and may replace its inputs.</summary>
            public HookRemover register_forward_pre_hook(TPreHook hook) => Register(ref preHooks, hook);

            /// <summary>Runs after the hooks that see the result.</summary>
            public HookRemover register_forward_hook(Action<Module> hook) => Register(ref plainPostHooks, hook);

            /// <summary>Runs before the hooks that see the inputs.</summary>
            public HookRemover register_forward_pre_hook(Action<Module> hook) => Register(ref plainPreHooks, hook);

            private protected void RunPlainPreHooks()
            {
                foreach (var (_, hook) in plainPreHooks ?? []) hook(this);
            }

            private protected void RunPlainPostHooks()
            {
                foreach (var (_, hook) in plainPostHooks ?? []) hook(this);
            }

            private HookRemover Register<THook>(ref (string Key, THook Hook)[]? hooks, THook hook)
            {
                string key = Guid.NewGuid().ToString();
                hooks = [.. hooks ?? [], (key, hook)];
                HasHooks = true;
                return new HookRemover(this, key);
            }

            private void Remove(string key)
            {
                preHooks = Without(preHooks, key);
                postHooks = Without(postHooks, key);
                plainPreHooks = Without(plainPreHooks, key);
                plainPostHooks = Without(plainPostHooks, key);
                HasHooks = (preHooks ?? []).Length + (postHooks ?? []).Length + (plainPreHooks ?? []).Length + (plainPostHooks ?? []).Length > 0;
            }

            private static (string, THook)[]? Without<THook>((string Key, THook)[]? hooks, string key) =>
                hooks is null ? null : [.. hooks.Where(one => one.Key != key)];

            /// <summary>Takes one hook away again.</summary>
            public class HookRemover(HookableModule<TPreHook, TPostHook> module, string key)
            {
                /// <summary>Removes the hook; a second call does nothing.</summary>
                public void remove() => module.Remove(key);
            }
        }
    }
}
