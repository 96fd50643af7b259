using FerKit.Torch.Interop;

namespace TorchSharp;

/// <summary>
/// While it lives, a backward pass that fails names the forward operation, and one that makes a NaN fails. Slow: for
/// finding errors. Disposing restores the mode before.
/// </summary>
public class AnomalyMode : IDisposable
{
    private readonly bool enabledBefore = IsEnabled, checkedBefore = ShouldCheckNaN;

    public AnomalyMode(bool enabled, bool check_nan = true) => Native.SetAnomaly(enabled ? 1 : 0, check_nan ? 1 : 0);

    public static bool IsEnabled => Native.AnomalyEnabled() != 0;

    public static bool ShouldCheckNaN => Native.AnomalyChecksNaN() != 0;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => Native.SetAnomaly(enabledBefore ? 1 : 0, checkedBefore ? 1 : 0);
}

public static partial class torch
{
    public static partial class autograd
    {
        public static AnomalyMode detect_anomaly(bool check_nan = true) => new(true, check_nan);

        public static AnomalyMode set_detect_anomaly(bool mode, bool check_nan = true) => new(mode, check_nan);
    }
}
