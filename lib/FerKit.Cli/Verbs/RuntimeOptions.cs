using System.CommandLine;
using static TorchSharp.torch;

namespace FerKit.Cli.Verbs;

/// <summary>Where tensors live and how many threads work on them.</summary>
internal sealed class RuntimeOptions
{
    private readonly Option<int> threads = new("--threads") { Description = "Threads for tensors; by default one a core.", DefaultValueFactory = _ => Environment.ProcessorCount };

    private readonly Option<string> device = new("--device") { Description = "auto, cpu or cuda.", DefaultValueFactory = _ => "auto" };

    public void AddTo(Command command)
    {
        command.Options.Add(threads);
        command.Options.Add(device);
    }

    /// <summary>Whether an option is one of these.</summary>
    public bool Contains(Option option) => option == threads || option == device;

    /// <summary>Sets the number of threads, and gives it.</summary>
    public int Apply(ParseResult parsed)
    {
        int count = parsed.InRange(threads, 1, 1024);
        set_num_threads(count);
        return count;
    }

    /// <summary>The number of threads if it was asked for.</summary>
    public int? Threads(ParseResult parsed) => parsed.GetResult(threads) is { Implicit: false } ? parsed.GetValue(threads) : null;

    /// <summary>The device's name if it was asked for.</summary>
    /// <exception cref="ArgumentException">It is not there.</exception>
    public string? GivenDevice(ParseResult parsed) => parsed.GetResult(device) is { Implicit: false } ? Device(parsed) : null;

    /// <summary>The device's name.</summary>
    /// <exception cref="ArgumentException">It is not there.</exception>
    public string Device(ParseResult parsed)
    {
        string name = parsed.GetRequiredValue(device);
        if (name == "auto") return cuda_is_available() ? "cuda" : "cpu";
        var chosen = new Device(name);
        if (chosen.type == TorchSharp.DeviceType.CUDA && !cuda_is_available())
            throw new ArgumentException("--device is cuda, and torch sees no CUDA device here; 'ferkit doctor' says more.");
        return name;
    }
}
