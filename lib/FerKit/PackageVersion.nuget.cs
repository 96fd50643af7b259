using System.Reflection;

namespace FerKit;

/// <summary>The version of a package, which that of its assembly may not tell: in ImageSharp 3.1.12 it is 3.0.0.0.</summary>
internal static class PackageVersion
{
    public static string Of(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+', 2)[0] ?? $"{type.Assembly.GetName().Version}";
}
