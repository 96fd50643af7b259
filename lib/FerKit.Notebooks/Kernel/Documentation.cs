using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace FerKit.Notebooks.Kernel;

/// <summary>XML documentation as plain text: of cells from their comments, of assemblies from the file beside them or from the SDK's.</summary>
internal static partial class Documentation
{
    // Where the SDK documents the types that at run time live in System.Private.CoreLib.
    private static readonly string[] CoreFiles = ["System.Runtime", "System.Collections", "System.Threading", "System.Linq"];

    /// <summary>Summary, parameters and result; empty when nothing is written about the symbol.</summary>
    internal static string Of(ISymbol symbol, Compilation compilation)
    {
        symbol = symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol;
        XElement? member = Parse(symbol.GetDocumentationCommentXml())
            ?? (symbol.OriginalDefinition.GetDocumentationCommentId() is { } id ? Files(symbol, compilation).Where(File.Exists).Select(file => Find(file, id)).FirstOrDefault(found => found is not null) : null);
        if (member is null)
            return "";
        var text = new StringBuilder(Plain(member.Element("summary")));
        foreach (XElement parameter in member.Elements("param"))
            text.Append('\n').Append("  ").Append((string?)parameter.Attribute("name")).Append(": ").Append(Plain(parameter));
        if (member.Element("returns") is { } result)
            text.Append('\n').Append("Returns: ").Append(Plain(result));
        return text.ToString().Trim();
    }

    private static XElement? Parse(string? xml)
    {
        try
        {
            return string.IsNullOrWhiteSpace(xml) ? null : XElement.Parse(xml.StartsWith("<member", StringComparison.Ordinal) ? xml : $"<member>{xml}</member>");
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Files(ISymbol symbol, Compilation compilation)
    {
        if (symbol.ContainingAssembly is not { } assembly || (compilation.GetMetadataReference(assembly) as PortableExecutableReference)?.FilePath is not { } path)
            return [];
        string runtime = RuntimeEnvironment.GetRuntimeDirectory();    // DOTNET/shared/Microsoft.NETCore.App/10.0.0/
        if (!path.StartsWith(runtime, StringComparison.Ordinal))
            return [Path.ChangeExtension(path, ".xml")];
        string packs = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"));
        if (!Directory.Exists(packs))
            return [];
        return from version in Directory.GetDirectories(packs).OrderDescending(StringComparer.Ordinal).Take(1)
               from folder in Directory.GetDirectories(Path.Combine(version, "ref"))
               from name in CoreFiles.Prepend(assembly.Name).Distinct()
               select Path.Combine(folder, name + ".xml");
    }

    // Read as a stream: the largest of these files has ten megabytes, and one member is wanted.
    private static XElement? Find(string file, string id)
    {
        using var reader = XmlReader.Create(file);
        while (reader.ReadToFollowing("member"))
            if (reader.GetAttribute("name") == id)
                return (XElement)XNode.ReadFrom(reader);
        return null;
    }

    private static string Plain(XElement? element)
    {
        if (element is null)
            return "";
        string text = string.Concat(element.Nodes().Select(node => node switch
        {
            XText words => words.Value,
            XElement { Name.LocalName: "see" or "seealso" or "paramref" or "typeparamref" } name => Name(name),
            XElement { Name.LocalName: "para" } paragraph => " " + Plain(paragraph) + " ",
            XElement other => Plain(other),
            _ => "",
        }));
        return Spaces().Replace(text, " ").Trim(' ');
    }

    private static string Name(XElement element)
    {
        if (element.Value.Length > 0)
            return element.Value;
        string name = (string?)element.Attribute("cref") ?? (string?)element.Attribute("name") ?? (string?)element.Attribute("langword") ?? (string?)element.Attribute("href") ?? "";
        string plain = name.Split('(')[0];
        return Arity().Replace(plain[(plain.LastIndexOfAny(['.', ':']) + 1)..], "");
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"`\d+")]
    private static partial Regex Arity();
}
