using System.Text;
using FerKit.Notebooks.Sessions;

namespace FerKit.Notebooks.Display;

/// <summary>
/// The console of the process while cells run: text goes to the cell whose code wrote it (that code's tasks and
/// threads included), and where it always went when no cell is running.
/// </summary>
internal sealed class ConsoleRouter(string stream, TextWriter otherwise) : TextWriter
{
    private static readonly Lock Installing = new();
    private static bool s_installed;

    public override Encoding Encoding => otherwise.Encoding;

    /// <summary>Takes the console over, once in a process.</summary>
    internal static void Install()
    {
        lock (Installing)
        {
            if (s_installed)
                return;
            Console.SetOut(new ConsoleRouter("stdout", Console.Out));
            Console.SetError(new ConsoleRouter("stderr", Console.Error));
            s_installed = true;
        }
    }

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (CSharpSession.Current is { } session)
            session.Outputs?.Write(stream, buffer);
        else
            otherwise.Write(buffer);
    }

    public override void WriteLine(string? value) => Write(value + NewLine);

    public override void Flush()
    {
        if (CSharpSession.Current is null)
            otherwise.Flush();
    }
}
