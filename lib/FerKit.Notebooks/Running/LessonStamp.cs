using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FerKit.Experiments;
using FerKit.Notebooks.Format;

namespace FerKit.Notebooks.Running;

/// <summary>Tells what the outputs that are kept in a lesson were made of; it lies in the notebook's metadata.</summary>
/// <param name="Cells">SHA-256 of all cells and of <c>setup.csx</c>.</param>
/// <param name="Machine">What decides how numbers are rounded: libtorch, processor, threads.</param>
public sealed record LessonStamp(string Cells, string Machine)
{
    private const string Key = "ferkit", SetupFile = "setup.csx";

    /// <summary>The stamp that outputs made now of this notebook would get.</summary>
    /// <param name="notebook">The lesson.</param>
    /// <param name="folder">Its folder, with <c>setup.csx</c>.</param>
    public static LessonStamp Of(Notebook notebook, string folder)
    {
        var environment = RunEnvironment.Here("cpu");
        return new(HashOf(notebook, folder), $"libtorch {environment.Libtorch}, {Processor()}, threads: {environment.Threads}");
    }

    /// <summary>The stamp in a notebook; null when it has none.</summary>
    public static LessonStamp? Read(Notebook notebook) =>
        notebook.Json["metadata"]?[Key] is JsonObject { } stamp && (string?)stamp["cells"] is { } cells && (string?)stamp["machine"] is { } machine ? new(cells, machine) : null;

    /// <summary>Puts it into a notebook.</summary>
    public void Write(Notebook notebook) => notebook.Json["metadata"]![Key] = new JsonObject { ["cells"] = Cells, ["machine"] = Machine };

    /// <summary>Takes it out of a notebook.</summary>
    public static void Remove(Notebook notebook) => (notebook.Json["metadata"] as JsonObject)?.Remove(Key);

    private static string HashOf(Notebook notebook, string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (NotebookCell cell in notebook.Cells) Add($"{cell.IsCode} {cell.Id} {string.Join(' ', cell.Tags)}\n{cell.Source}\n");
        Add(File.ReadAllText(Path.Combine(folder, SetupFile)).ReplaceLineEndings("\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));
    }

    // Matrix products are summed in another order on another processor.
    private static string Processor()
    {
        const string Information = "/proc/cpuinfo", Model = "model name";
        string? line = File.Exists(Information) ? File.ReadLines(Information).FirstOrDefault(one => one.StartsWith(Model, StringComparison.Ordinal)) : null;
        string name = line?[(line.IndexOf(':') + 1)..].Trim() ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown processor";
        // Virtual machines give processors of several generations one name.
        return X86Base.IsSupported && !Avx512F.IsSupported ? $"{name} without AVX-512" : name;
    }
}
