namespace FerKit.Notebooks;

/// <summary>How a process learns that the one that started it wants no more of it: that one holds standard input open, writes nothing, and closes it, however it ends itself.</summary>
public static class ParentWatch
{
    /// <summary>Calls back, once, when standard input ends.</summary>
    public static void Begin(Action gone)
    {
        Stream input = Console.OpenStandardInput();
        new Thread(() =>
        {
            while (input.Read(new byte[16]) > 0) { }
            gone();
        }) { IsBackground = true }.Start();
    }
}
