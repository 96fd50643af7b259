namespace FerKit.Torch.Interop;

/// <summary>Switches of libtorch's context, numbered as in native/settings.cpp.</summary>
internal enum Setting : long
{
    CudnnBenchmark,
    MatmulTf32,
    CudnnTf32,
    Deterministic,
    DeterministicWarnOnly,
    HalfReduction,
    FlashAttention,
    MathAttention,
    MatmulPrecision,
}

internal static class Settings
{
    public static long Get(Setting setting)
    {
        long value = Native.GetSetting((long)setting);
        NativeError.Check(value);
        return value;
    }

    public static bool IsOn(Setting setting) => Get(setting) != 0;

    public static void Set(Setting setting, long value) => NativeError.Check(Native.SetSetting((long)setting, value));

    public static void Set(Setting setting, bool on) => Set(setting, on ? 1 : 0);
}

/// <summary>Runs an action once, when it is disposed.</summary>
internal sealed class Restore(Action action) : IDisposable
{
    private Action? action = action;

    public void Dispose() => Interlocked.Exchange(ref action, null)?.Invoke();
}
