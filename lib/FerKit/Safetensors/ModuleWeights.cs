using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Safetensors;

/// <summary>The weights of a module from a file that holds exactly its keys.</summary>
internal static class ModuleWeights
{
    private const int MostNames = 5;

    /// <summary>Copies every tensor of the file into the parameter or buffer of the same name, converted to its element type.</summary>
    /// <exception cref="FerKitException">Keys that are missing, surplus, or of another shape, by name in one line; the module is left as it was.</exception>
    public static void Fill(SafetensorsFile file, Module module)
    {
        // state_dict shares storage with the module.
        var tensors = module.state_dict();
        string[] missing = [.. tensors.Keys.Where(name => file.Find(name) is null)];
        string[] surplus = [.. file.Entries.Select(entry => entry.Name).Where(name => !tensors.ContainsKey(name))];
        string[] reshaped = [.. file.Entries.Where(entry => tensors.TryGetValue(entry.Name, out var own) && !entry.Shape.SequenceEqual(own.shape))
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
