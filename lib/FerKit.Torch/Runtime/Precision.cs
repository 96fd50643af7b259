using FerKit.Torch.Interop;

namespace TorchSharp;

/// <summary>How exactly float32 products are computed: all bits, TF32 or three bfloat16, bfloat16.</summary>
public enum Float32MatmulPrecision
{
    highest,
    high,
    medium,
}

public static partial class torch
{
    public static Float32MatmulPrecision get_float32_matmul_precision() => (Float32MatmulPrecision)Settings.Get(Setting.MatmulPrecision);

    /// <summary>Sets the precision; disposing the result restores the one before. TorchSharp itself does not implement this.</summary>
    public static IDisposable set_float32_matmul_precision(Float32MatmulPrecision precision)
    {
        long before = Settings.Get(Setting.MatmulPrecision);
        Settings.Set(Setting.MatmulPrecision, (long)precision);
        return new Restore(() => Settings.Set(Setting.MatmulPrecision, before));
    }

    public static bool are_deterministic_algorithms_enabled() => Settings.IsOn(Setting.Deterministic);

    public static bool is_deterministic_algorithms_warn_only_enabled() => Settings.IsOn(Setting.DeterministicWarnOnly);

    /// <summary>Makes operators that have no deterministic kernel fail (or warn); disposing the result restores the mode before. TorchSharp itself does not implement this.</summary>
    public static IDisposable use_deterministic_algorithms(bool mode = true, bool warn_only = false)
    {
        bool before = are_deterministic_algorithms_enabled(), warnedBefore = is_deterministic_algorithms_warn_only_enabled();
        SetDeterministic(mode, warn_only);
        return new Restore(() => SetDeterministic(before, warnedBefore));
    }

    private static void SetDeterministic(bool mode, bool warn_only)
    {
        Settings.Set(Setting.Deterministic, mode);
        Settings.Set(Setting.DeterministicWarnOnly, warn_only);
    }
}
