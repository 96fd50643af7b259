using System.Reflection;

namespace FerKit.Torch.Tests.Conformance;

/// <summary>Types and their members as lines: <c>TYPE torch.Tensor : class</c>, then <c>torch.Tensor :: Tensor abs()</c>.</summary>
internal sealed class Surface
{
    private readonly Dictionary<string, string> kinds = [];
    private readonly HashSet<string> members = [];

    public IEnumerable<string> Lines =>
        kinds.Select(type => (Type: type.Key, Line: $"TYPE {type.Key} : {type.Value}"))
            .Concat(members.Select(member => (Type: member.Split(" :: ")[0], Line: member)))
            .OrderBy(entry => entry.Type, StringComparer.Ordinal)
            .ThenBy(entry => entry.Line.StartsWith("TYPE ", StringComparison.Ordinal) ? 0 : 1)
            .ThenBy(entry => entry.Line, StringComparer.Ordinal)
            .Select(entry => entry.Line);

    /// <summary>Reads such lines; comments begin with #, and what follows the kind of a type is left out.</summary>
    public static Surface Read(IEnumerable<string> lines)
    {
        var surface = new Surface();
        foreach (string line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (!line.StartsWith("TYPE ", StringComparison.Ordinal)) surface.members.Add(line);
            else if (line["TYPE ".Length..].Split(" : ") is [var type, var kind, ..]) surface.kinds[type] = kind;
        }
        return surface;
    }

    /// <summary>What an assembly shows of namespace TorchSharp.</summary>
    public static Surface Of(Assembly assembly)
    {
        var surface = new Surface();
        foreach (var type in assembly.GetTypes().Where(Visible))
        {
            string name = TypePrinter.Print(type);
            surface.kinds[name] = MemberPrinter.Kind(type);
            foreach (string member in MemberPrinter.Print(type)) surface.members.Add($"{name} :: {member}");
        }
        return surface;
    }

    /// <summary>The lines of this surface that the other one has not, types whose kind differs included.</summary>
    public IReadOnlyList<string> Except(Surface other) =>
    [
        .. kinds.Where(type => other.kinds.GetValueOrDefault(type.Key) != type.Value)
            .Select(type => $"TYPE {type.Key} : {type.Value}" + (other.kinds.TryGetValue(type.Key, out string? kind) ? $" (there: {kind})" : "")),
        .. members.Where(member => !other.members.Contains(member)).Order(StringComparer.Ordinal),
    ];

    private static bool Visible(Type type) =>
        (type.IsNested ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && Visible(type.DeclaringType!) : type.IsPublic)
        && (type.Namespace == "TorchSharp" || type.Namespace?.StartsWith("TorchSharp.", StringComparison.Ordinal) == true);
}
