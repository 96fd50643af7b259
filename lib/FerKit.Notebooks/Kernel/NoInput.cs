namespace FerKit.Notebooks.Kernel;

/// <summary>The keyboard of a notebook: there is none, and a cell that waits for it is told so instead of waiting for ever.</summary>
internal sealed class NoInput : TextReader
{
    public override int Peek() => throw Refusal();

    public override int Read() => throw Refusal();

    public override string? ReadLine() => throw Refusal();

    private static InvalidOperationException Refusal() => new("A notebook has no console to read from: set a variable in the cell instead.");
}
