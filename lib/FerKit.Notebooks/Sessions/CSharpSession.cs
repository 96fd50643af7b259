using System.Globalization;
using System.Text;
using FerKit.Notebooks.Display;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace FerKit.Notebooks.Sessions;

/// <summary>
/// Runs C# cells one after the other, each on the state that the ones before it left (variables, functions, types,
/// usings). Cells of one session never run at the same time; sessions are independent of each other. Cells run inside
/// this process: one that ends the process ends the session.
/// </summary>
public sealed class CSharpSession : IDisposable
{
    private static readonly AsyncLocal<CSharpSession?> RunningSession = new();

    private readonly SessionOptions _options;
    private readonly CompilerReferences _references;
    private readonly ScriptOptions _script;
    private readonly CellThread _thread = new("notebook cells");
    private readonly SemaphoreSlim _one = new(1, 1);
    private ScriptState<object>? _state;
    private int _count, _displays;
    private bool _lost;

    /// <summary>Starts a session; nothing is compiled yet.</summary>
    public CSharpSession(SessionOptions options)
    {
        ConsoleRouter.Install();
        _options = options;
        string directory = Path.GetFullPath(options.BaseDirectory);
        _references = new CompilerReferences(directory);
        // The imports are those of .NET Interactive's C# kernel: what compiles here compiles there.
        _script = ScriptOptions.Default
            .WithReferences(_references.Always)
            .WithImports("System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq", typeof(Cell).FullName!)
            .WithMetadataResolver(_references)
            .WithSourceResolver(new SourceFileResolver([], directory))
            .WithLanguageVersion(LanguageVersion.Latest)
            .WithOptimizationLevel(OptimizationLevel.Debug) // else the line of a bad index or an overflow is not known
            .WithEmitDebugInformation(true) // exceptions tell the cell's line
            .WithFileEncoding(Encoding.UTF8);
        _references.Loader.RegisterDependency(typeof(Cell).Assembly);
    }

    /// <summary>The session whose cell the calling code belongs to; null outside cells.</summary>
    internal static CSharpSession? Current => RunningSession.Value;

    /// <summary>Where the running cell's outputs go; null between cells.</summary>
    internal OutputCollector? Outputs { get; private set; }

    /// <summary>Is set when the running cell should stop.</summary>
    internal CancellationToken Cancellation { get; private set; }

    internal bool IsLivePage => _options.IsLivePage;

    /// <summary>A cell could not be stopped: nothing can be run here any more.</summary>
    internal bool IsLost => _lost;

    /// <summary>The cell that ran last, and through it all before; null before the first.</summary>
    internal Script? LastScript => _state?.Script;

    /// <summary>What relative paths in cells start from.</summary>
    internal string Directory => _references.BaseDirectory;

    /// <summary>How cells are compiled.</summary>
    internal ScriptOptions Script => _script;

    /// <summary>Runs one cell. Whatever the cell does wrong is in the result; only misuse of the session throws.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="name">How its lines are named in errors: a plain word or two, as "cell 7".</param>
    /// <param name="timeout">How long it may take; null: as long as it likes.</param>
    /// <param name="live">Hears each output when it comes, on the thread it comes from.</param>
    /// <param name="cancellation">Interrupts the cell; the session lives on.</param>
    /// <exception cref="InvalidOperationException">An earlier cell could not be stopped: the session is lost.</exception>
    public async Task<CellResult> ExecuteAsync(string code, string? name = null, TimeSpan? timeout = null,
        Action<CellOutput>? live = null, CancellationToken cancellation = default)
    {
        await _one.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (_lost)
                throw new InvalidOperationException("A cell could not be stopped; start a new session.");
            int count = ++_count;
            name ??= string.Create(CultureInfo.InvariantCulture, $"cell {count}");
            Outputs = new OutputCollector(_options.MaxCharacters, _options.MaxDisplays, live);
            CellError? error = await CompileAndRunAsync(code, name, count, timeout, cancellation).ConfigureAwait(false);
            if (error is not null)
                Outputs.Add(new ErrorOutput(error));
            return new CellResult(count, Outputs.Finish(), error);
        }
        finally
        {
            Outputs = null;
            _one.Release();
        }
    }

    /// <summary>Ends the session's thread once the running cell is done.</summary>
    public void Dispose() => _thread.Dispose();

    internal DisplayHandle Display(object? value)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"display-{Interlocked.Increment(ref _displays)}");
        Outputs?.Add(new DisplayOutput(ObjectFormatter.Format(value), null, id));
        return new DisplayHandle(id, (target, data) => Outputs?.Update(target, data));
    }

    private async Task<CellError?> CompileAndRunAsync(string code, string name, int count, TimeSpan? timeout, CancellationToken cancellation)
    {
        ScriptOptions options = _script.WithFilePath(name);
        Script<object> script = _state is null
            ? CSharpScript.Create<object>(code, options, assemblyLoader: _references.Loader)
            : _state.Script.ContinueWith<object>(code, options);
        SyntaxTree tree = CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Latest, kind: SourceCodeKind.Script), name, cancellationToken: CancellationToken.None);
        using var deadline = new CancellationTokenSource(timeout ?? Timeout.InfiniteTimeSpan, _options.Clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            if (await CellDirectives.PrepareAsync(tree, name, text => Outputs!.Write("stdout", text), stop.Token).ConfigureAwait(false) is { } wrong)
                return wrong;
        }
        catch (OperationCanceledException)
        {
            return Stopped(deadline.IsCancellationRequested, timeout, "");
        }
        if (script.Compile(CancellationToken.None) is { } diagnostics && diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
            return CellErrors.OfCompiler(diagnostics, name);

        var abort = new CancellationTokenSource();
        Cancellation = stop.Token;
        Task<ScriptState<object>> run = _thread.RunAsync(() =>
        {
            RunningSession.Value = this;
            return _state is null
                ? script.RunAsync(null, static _ => true, CancellationToken.None)
                : script.RunFromAsync(_state, static _ => true, CancellationToken.None);
        }, abort.Token);

        // A cell that looks at the token may end before this has heard of it.
        bool asked = !await EndsBeforeAsync(run, stop.Token).ConfigureAwait(false) || stop.IsCancellationRequested;
        if (asked && !await StopAsync(run, abort).ConfigureAwait(false))
        {
            _lost = true;
            return Stopped(deadline.IsCancellationRequested, timeout, "; it could not be stopped, restart the session");
        }
        if (run.IsCompletedSuccessfully)
            _state = await run.ConfigureAwait(false);
        if (asked)
            return Stopped(deadline.IsCancellationRequested, timeout, "");
        if (_state!.Exception is { } exception)
            return CellErrors.OfException(exception, name);
        if (_state.ReturnValue is { } value)
            return Result(value, name, count);
        return null;
    }

    private CellError? Result(object value, string name, int count)
    {
        try
        {
            Outputs!.Add(new DisplayOutput(ObjectFormatter.Format(value), count, null));
            return null;
        }
        catch (Exception e) // a formatter, or a property of the value, threw
        {
            return CellErrors.OfException(e, name);
        }
    }

    private async Task<bool> StopAsync(Task run, CancellationTokenSource abort)
    {
        using (var grace = new CancellationTokenSource(_options.Grace, _options.Clock))
            if (await EndsBeforeAsync(run, grace.Token).ConfigureAwait(false))
                return true;
        // Not awaited: the abort waits for the thread to reach managed code, and a sleeping one first has to be woken.
        _ = abort.CancelAsync();
        _thread.Interrupt();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10), _options.Clock);
        return await EndsBeforeAsync(run, patience.Token).ConfigureAwait(false);
    }

    private static async Task<bool> EndsBeforeAsync(Task run, CancellationToken limit)
    {
        var reached = new TaskCompletionSource();
        using (limit.Register(reached.SetResult))
            return await Task.WhenAny(run, reached.Task).ConfigureAwait(false) == run;
    }

    private static CellError Stopped(bool late, TimeSpan? timeout, string addition)
    {
        string message = late
            ? string.Create(CultureInfo.InvariantCulture, $"stopped after its {timeout!.Value.TotalSeconds:0.###} s{addition}")
            : $"interrupted{addition}";
        return new CellError(late ? "CellTimeout" : "CellInterrupted", message, null, [message]);
    }
}
