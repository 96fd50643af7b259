using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Safetensors;

/// <summary>The weights of a module from a file that holds exactly its keys.</summary>
internal static class ModuleWeights
{
    private const int MostNames = 5;

    /// <summary>Copies every tensor of the file into the parameter or buffer of the same name, converted to its element type.</summary>
    /// <param name="file">The file.</param>
    /// <param name="module">What is filled.</param>
    /// <param name="leaveOut">How the names begin of tensors that stay as they are; null for none.</param>
    /// <exception cref="FerKitException">Keys that are missing, surplus, or of another shape, by name in one line; the module is left as it was.</exception>
    public static void Fill(SafetensorsFile file, Module module, string? leaveOut = null)
    {
        // state_dict shares storage with the module.
        bool Counts(string name) => leaveOut is null || !name.StartsWith(leaveOut, StringComparison.Ordinal);
        var tensors = module.state_dict().Where(one => Counts(one.Key)).ToDictionary();
        SafetensorsEntry[] entries = [.. file.Entries.Where(entry => Counts(entry.Name))];
        string[] missing = [.. tensors.Keys.Where(name => file.Find(name) is null)];
        string[] surplus = [.. entries.Select(entry => entry.Name).Where(name => !tensors.ContainsKey(name))];
        string[] reshaped = [.. entries.Where(entry => tensors.TryGetValue(entry.Name, out var own) && !entry.Shape.SequenceEqual(own.shape))
            .Select(entry => $"'{entry.Name}' has the shape {entry.ShapeText}, not ({string.Join(", ", tensors[entry.Name].shape)})")];
        string[] faults = [.. Fault(missing, "missing"), .. Fault(surplus, "surplus"), .. reshaped.Take(MostNames), .. reshaped.Length > MostNames ? ["..."] : (string[])[]];
        if (faults.Length > 0)
            throw new FerKitException($"{file.Path}: does not fit {module.GetName()}: {string.Join("; ", faults)}.");
        using var off = no_grad();
        foreach (var (name, tensor) in tensors)
        {
            using var read = TensorBytes.Read(file, file.Find(name)!);
            tensor.copy_(read);
        }
    }

    private static string[] Fault(string[] names, string what) => names.Length == 0 ? []
        : [$"{names.Length} {(names.Length == 1 ? "key is" : "keys are")} {what} ({string.Join(", ", names.Take(MostNames).Select(OneLine.Of))}{(names.Length > MostNames ? ", ..." : "")})"];
}
