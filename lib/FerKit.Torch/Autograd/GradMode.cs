using FerKit.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Records no graph on this thread until it is disposed.</summary>
    public static IDisposable no_grad() => new GradModeScope(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradModeScope(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradModeScope(mode);

    public static bool is_grad_enabled() => Native.GradEnabled() != 0;

    /// <summary>As <see cref="no_grad"/>, and no version counting: tensors made inside can never join a graph.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceModeScope(mode);

    public static bool is_inference_mode_enabled() => Native.InferenceEnabled() != 0;

    private sealed class GradModeScope : IDisposable
    {
        private readonly bool before = is_grad_enabled();

        public GradModeScope(bool enabled) => Native.SetGradEnabled(enabled ? 1 : 0);

        public void Dispose() => Native.SetGradEnabled(before ? 1 : 0);
    }

    private sealed class InferenceModeScope(bool enabled) : IDisposable
    {
        private nint guard = Native.InferenceEnter(enabled ? 1 : 0);

        public void Dispose()
        {
            nint mine = Interlocked.Exchange(ref guard, 0);
            if (mine != 0) Native.InferenceExit(mine);
        }
    }
}
