using FerKit.Notebooks.Sessions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Text;

namespace FerKit.Notebooks.Kernel;

/// <summary>
/// A session as the compiler's editing services see it: a project for every cell that ran, each after the one before it,
/// and one more for the text that is being written.
/// </summary>
internal sealed class SessionDocuments(CSharpSession session)
{
    private static readonly CSharpParseOptions Parse = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    // References of its own: see there.
    private readonly CompilerReferences _references = new(session.Directory);
    private readonly Lock _lock = new();
    private readonly Stack<(Script? Script, ProjectId? Project)> _cells = new([(null, null)]);
    private Solution _ran = new AdhocWorkspace().CurrentSolution;
    private Solution? _writing;
    private DocumentId? _text;

    /// <summary>The document of a text that stands after every cell that ran.</summary>
    internal Document With(string code)
    {
        lock (_lock)
        {
            Script? last = session.LastScript;
            if (_cells.Peek().Script != last)
                Follow(last);
            if (_writing is null)
                (_writing, _text) = Add(_ran, _cells.Peek().Project, "", session.Script);
            _writing = _writing.WithDocumentText(_text!, SourceText.From(code));
            return _writing.GetDocument(_text!)!;
        }
    }

    private void Follow(Script? last)
    {
        var fresh = new Stack<Script>();
        for (Script? script = last; script is not null && script != _cells.Peek().Script; script = script.Previous)
            fresh.Push(script);
        foreach (Script script in fresh)
        {
            (_ran, DocumentId document) = Add(_ran, _cells.Peek().Project, script.Code, script.Options);
            _cells.Push((script, document.ProjectId));
        }
        _writing = null;
    }

    private (Solution Solution, DocumentId Document) Add(Solution solution, ProjectId? previous, string code, ScriptOptions options)
    {
        var project = ProjectId.CreateNewId();
        var document = DocumentId.CreateNewId(project);
        var compilation = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, usings: options.Imports, allowUnsafe: options.AllowUnsafe,
            metadataReferenceResolver: _references, sourceReferenceResolver: options.SourceResolver,
            assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default);
        var info = ProjectInfo.Create(project, VersionStamp.Default, project.Id.ToString(), project.Id.ToString(), LanguageNames.CSharp,
            compilationOptions: compilation, parseOptions: Parse, isSubmission: true,
            projectReferences: previous is null ? [] : [new ProjectReference(previous)], metadataReferences: _references.Always);
        return (solution.AddProject(info).AddDocument(document, options.FilePath is { Length: > 0 } name ? name : "cell", SourceText.From(code), filePath: options.FilePath), document);
    }
}
