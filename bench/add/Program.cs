using System.Diagnostics;
using System.Globalization;
using TorchSharp;

// What `using var c = a + b` on three floats costs, in microseconds, against `c = a + b` in Python (add.py): seven pairs
// in turn, each the best of 60 rounds; `ratio` is the median of C# / Python. A first argument names another Python.
const int Repetitions = 20_000;
string python = args.Length > 0 ? args[0] : "/usr/bin/python3";

torch.set_num_threads(1);
using var a = torch.ones(3);
using var b = torch.ones(3);
Best(120);

var pairs = Enumerable.Range(0, 7).Select(_ => (Own: Best(60), Twin: Twin())).OrderBy(pair => pair.Own / pair.Twin).ToList();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $$"""{"csharp": {{pairs.Min(pair => pair.Own):F3}}, "python": {{pairs.Min(pair => pair.Twin):F3}}, "ratio": {{pairs[3].Own / pairs[3].Twin:F3}}}"""));

double Best(int rounds) => Enumerable.Range(0, rounds).Min(_ => Microseconds());

double Microseconds()
{
    long start = Stopwatch.GetTimestamp();
    for (int i = 0; i < Repetitions; i++)
    {
        using var c = a + b;
    }
    return Stopwatch.GetElapsedTime(start).TotalMicroseconds / Repetitions;
}

double Twin()
{
    var start = new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "add.py")]) { RedirectStandardOutput = true };
    using var process = Process.Start(start)!;
    string text = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return process.ExitCode == 0 ? double.Parse(text, CultureInfo.InvariantCulture) : throw new InvalidOperationException($"{python} has no PyTorch to compare with.");
}
