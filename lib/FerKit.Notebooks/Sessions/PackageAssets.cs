using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace FerKit.Notebooks.Sessions;

/// <summary>The files of restored packages.</summary>
/// <param name="Assemblies">To compile with and to load.</param>
/// <param name="NativeLibraries">For this machine's processor and system.</param>
internal sealed record PackageAssets(IReadOnlyList<string> Assemblies, IReadOnlyList<string> NativeLibraries)
{
    /// <summary>Reads what a restore with one runtime wrote.</summary>
    internal static PackageAssets Read(string path)
    {
        using JsonDocument assets = JsonDocument.Parse(File.ReadAllText(path));
        JsonElement root = assets.RootElement;
        string[] folders = [.. root.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name)];
        // The target with a runtime, net10.0/linux-x64, has the files of that runtime.
        JsonElement target = root.GetProperty("targets").EnumerateObject().MaxBy(one => one.Name.Length).Value;
        return new PackageAssets([.. Files("runtime").Where(file => file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))], [.. Files("native")]);

        IEnumerable<string> Files(string kind) =>
            from library in target.EnumerateObject()
            where library.Value.TryGetProperty(kind, out _)
            from file in library.Value.GetProperty(kind).EnumerateObject()
            let relative = Path.Combine(root.GetProperty("libraries").GetProperty(library.Name).GetProperty("path").GetString()!, file.Name)
            select folders.Select(folder => Path.Combine(folder, relative)).FirstOrDefault(File.Exists) into found
            where found is not null
            select found;
    }

    /// <summary>From now on these assemblies find these native libraries, which no deps.json tells of.</summary>
    internal void ServeNativeLibraries()
    {
        if (NativeLibraries.Count == 0)
            return;
        AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) =>
        {
            if (!loaded.LoadedAssembly.IsDynamic && Assemblies.Contains(loaded.LoadedAssembly.Location))
                NativeLibrary.SetDllImportResolver(loaded.LoadedAssembly, Find);
        };
    }

    private IntPtr Find(string name, Assembly assembly, DllImportSearchPath? search)
    {
        string plain = Plain(name);
        return NativeLibraries.FirstOrDefault(file => Plain(file) == plain) is { } path ? NativeLibrary.Load(path) : IntPtr.Zero;
    }

    private static string Plain(string file)
    {
        string name = Path.GetFileName(file).Split(".so")[0];
        name = name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".dylib", StringComparison.OrdinalIgnoreCase) ? Path.GetFileNameWithoutExtension(name) : name;
        return name.StartsWith("lib", StringComparison.Ordinal) ? name[3..] : name;
    }
}
