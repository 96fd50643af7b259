namespace TorchSharp;

/// <summary>The dispose scopes of the current thread: a stack whose top owns every tensor made now.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager? current;

    /// <summary>Counts of the current thread.</summary>
    public static ThreadDisposeScopeStatistics Statistics => OfThread.ThreadStatistics;

    internal static DisposeScopeManager OfThread => current ??= new();

    internal ThreadDisposeScopeStatistics ThreadStatistics { get; } = new();

    internal DisposeScope? Top { get; set; }

    /// <summary>Puts a new tensor into the current scope, if there is one, and counts it.</summary>
    internal static DisposeScope? Register(torch.Tensor tensor)
    {
        var manager = OfThread;
        var statistics = manager.ThreadStatistics.TensorStatistics;
        if (manager.Top is not { } scope)
        {
            statistics.CreatedOutsideScopeCount++;
            return null;
        }
        statistics.CreatedInScopeCount++;
        scope.Add(tensor);
        return scope;
    }
}
