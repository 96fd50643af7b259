using System.Text;
using FerKit.Notebooks.Display;

namespace FerKit.Notebooks.Kernel;

/// <summary>
/// Sends a cell's outputs on, the first at once, later ones twenty times a second: a million short lines become a few long
/// messages, and of the states that a display goes through in between only the last is sent.
/// </summary>
internal sealed class LiveOutputs : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Action<CellOutput> _send;
    private readonly Lock _waitingLock = new(), _sendingLock = new();
    private readonly AutoResetEvent _some = new(false);
    private readonly List<CellOutput> _waiting = [];
    private readonly StringBuilder _text = new();
    private string? _stream;
    private volatile bool _closed;

    internal LiveOutputs(Action<CellOutput> send)
    {
        _send = send;
        // A thread of its own: cells may keep every thread of the pool busy.
        new Thread(Loop) { IsBackground = true, Name = "notebook outputs" }.Start();
    }

    internal void Add(CellOutput output)
    {
        lock (_waitingLock)
        {
            if (output is StreamOutput text)
            {
                if (_stream != text.Name)
                    EndText();
                _stream = text.Name;
                _text.Append(text.Text);
            }
            else
            {
                EndText();
                int earlier = output is DisplayUpdate update ? _waiting.FindIndex(one => one is DisplayUpdate old && old.DisplayId == update.DisplayId) : -1;
                if (earlier >= 0)
                    _waiting[earlier] = output;
                else
                    _waiting.Add(output);
            }
        }
        _some.Set();
    }

    /// <summary>Sends what waits, before it returns.</summary>
    internal void Flush()
    {
        lock (_sendingLock)
        {
            CellOutput[] outputs;
            lock (_waitingLock)
            {
                EndText();
                outputs = [.. _waiting];
                _waiting.Clear();
            }
            foreach (CellOutput output in outputs)
                _send(output);
        }
    }

    public void Dispose()
    {
        _closed = true;
        _some.Set();
    }

    private void Loop()
    {
        while (!_closed)
        {
            _some.WaitOne();
            try
            {
                Flush();
            }
            catch (OutOfMemoryException)
            {
                // What did not fit is lost; the cell that filled the memory gets the same exception, and tells it.
            }
            Thread.Sleep(Pause);
        }
    }

    private void EndText()
    {
        if (_stream is not null)
            _waiting.Add(new StreamOutput(_stream, _text.ToString()));
        _text.Clear();
        _stream = null;
    }
}
