using System.Collections.Concurrent;
using System.Runtime;

namespace FerKit.Notebooks.Sessions;

/// <summary>
/// The one thread on which a session's cells run, continuations after <c>await</c> included. One thread, because
/// tensor libraries keep state by thread (dispose scopes, gradient mode) that must last from cell to cell; a thread
/// of its own, because that is what lets a cell that never looks at its cancellation token be stopped.
/// </summary>
internal sealed class CellThread : IDisposable
{
    // Room for the deep recursions of user code; the default is 1 to 8 MiB by platform.
    private const int StackBytes = 16 << 20;
    private readonly BlockingCollection<Action> _queue = [];
    private readonly Thread _thread;

    internal CellThread(string name)
    {
        _thread = new Thread(Loop, StackBytes) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>
    /// Runs <paramref name="work"/> to its end on the thread. When <paramref name="abort"/> is set, managed code is
    /// stopped wherever it is, and the task ends with an <see cref="OperationCanceledException"/>.
    /// </summary>
    internal Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken abort)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Add(() =>
        {
            var continuations = new Continuations();
            try
            {
                T result = default!;
#pragma warning disable SYSLIB0046 // Made for hosts of user code like this one: nothing else stops a loop without an exit.
                ControlledExecution.Run(() => result = Pump(work, continuations, abort), abort);
#pragma warning restore SYSLIB0046
                done.SetResult(result);
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
            finally
            {
                continuations.Close();
                SynchronizationContext.SetSynchronizationContext(null);
            }
        });
        return done.Task;
    }

    /// <summary>Wakes the thread when it sleeps or waits, where an abort alone would not reach it.</summary>
    internal void Interrupt() => _thread.Interrupt();

    public void Dispose() => _queue.CompleteAdding();

    private static T Pump<T>(Func<Task<T>> work, Continuations continuations, CancellationToken abort)
    {
        SynchronizationContext.SetSynchronizationContext(continuations);
        Task<T> task = work();
        // Posted, not only flagged: the pump may be waiting when the task ends on another thread.
        task.ContinueWith(_ => continuations.Post(static _ => { }, null), CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        while (!task.IsCompleted)
            continuations.RunNext(abort);
        return task.GetAwaiter().GetResult();
    }

    private void Loop()
    {
        while (true)
        {
            try
            {
                if (!_queue.TryTake(out Action? work, Timeout.Infinite))
                    return;
                work();
            }
            catch (ThreadInterruptedException)
            {
                // An interrupt that came after the cell had ended: nothing is left to stop.
            }
        }
    }

    /// <summary>What one cell still has to run. Closed with the cell, so that a stopped cell does not go on later.</summary>
    private sealed class Continuations : SynchronizationContext
    {
        private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _queue = [];
        private volatile bool _closed;

        public override void Post(SendOrPostCallback d, object? state)
        {
            if (!_closed)
                _queue.Add((d, state));
        }

        public override SynchronizationContext CreateCopy() => this;

        internal void RunNext(CancellationToken abort)
        {
            (SendOrPostCallback callback, object? state) = _queue.Take(abort);
            callback(state);
        }

        internal void Close() => _closed = true;
    }
}
