using System.Text;

namespace FerKit.Notebooks.Display;

/// <summary>
/// Gathers what one cell puts out, in order: neighbouring texts of one stream become one output, an update replaces
/// what it updates, text beyond a limit is cut and says so. Safe for use from several threads.
/// </summary>
internal sealed class OutputCollector(int maxCharacters, int maxDisplays, Action<CellOutput>? live)
{
    private readonly Lock _lock = new();
    private readonly List<CellOutput> _outputs = [];
    private readonly StringBuilder _text = new();
    private string? _stream;
    private int _characters, _displays;

    internal void Write(string stream, ReadOnlySpan<char> text)
    {
        lock (_lock)
        {
            if (_characters > maxCharacters || text.IsEmpty)
                return;
            string kept = text[..Math.Min(text.Length, maxCharacters - _characters)].ToString();
            _characters += text.Length;
            if (_characters > maxCharacters)
                kept += $"\n[output cut: a cell may print {maxCharacters:N0} characters]\n";
            if (_stream != stream)
                EndStream();
            _stream = stream;
            _text.Append(kept);
            live?.Invoke(new StreamOutput(stream, kept));
        }
    }

    internal void Add(CellOutput output)
    {
        lock (_lock)
        {
            EndStream();
            if (output is DisplayOutput && ++_displays > maxDisplays)
            {
                if (_displays == maxDisplays + 1)
                    Show(new StreamOutput("stderr", $"[output cut: a cell may display {maxDisplays:N0} objects]\n"));
                return;
            }
            Show(output is DisplayOutput shown ? shown with { Data = shown.Data.Cut(maxCharacters) } : output);
        }
    }

    internal void Update(string displayId, MimeBundle data)
    {
        data = data.Cut(maxCharacters);
        lock (_lock)
        {
            int index = _outputs.FindIndex(output => output is DisplayOutput shown && shown.DisplayId == displayId);
            if (index >= 0)
                _outputs[index] = ((DisplayOutput)_outputs[index]) with { Data = data };
            live?.Invoke(new DisplayUpdate(displayId, data));
        }
    }

    internal IReadOnlyList<CellOutput> Finish()
    {
        lock (_lock)
        {
            EndStream();
            return [.. _outputs];
        }
    }

    private void Show(CellOutput output)
    {
        _outputs.Add(output);
        live?.Invoke(output);
    }

    private void EndStream()
    {
        if (_stream is not null)
            _outputs.Add(new StreamOutput(_stream, CarriageReturns.Apply(_text.ToString())));
        _text.Clear();
        _stream = null;
    }
}
