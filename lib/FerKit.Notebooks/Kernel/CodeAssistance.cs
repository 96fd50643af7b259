using System.Text.Json.Nodes;
using FerKit.Notebooks.Sessions;
using Microsoft.CodeAnalysis;

namespace FerKit.Notebooks.Kernel;

/// <summary>What an editor asks about a cell that is being written: how a name may go on, and what a name is.</summary>
internal sealed class CodeAssistance(CSharpSession session)
{
    private readonly SessionDocuments _documents = new(session);

    /// <summary>The names that fit at the cursor.</summary>
    internal JsonObject Complete(string code, int cursor) => Completion.At(_documents.With(code), code, cursor);

    /// <summary>Signature and summary of the name at the cursor.</summary>
    internal JsonObject Inspect(string code, int cursor)
    {
        Document document = _documents.With(code);
        return Inspection.At(document.GetSemanticModelAsync().GetAwaiter().GetResult()!, cursor);
    }

    /// <summary>Compiles something and completes something, so that the first who asks need not wait for the compiler to load.</summary>
    internal void WarmUp()
    {
        const string code = "using System.Linq; int[] a = [1]; string Text(int x) => $\"{x}\"; a.Select(x => Text(x)).";
        new Thread(() =>
        {
            try
            {
                using (var scratch = new CSharpSession(new SessionOptions(Path.GetTempPath())))
                    scratch.ExecuteAsync(code + "Count()").GetAwaiter().GetResult();
                var aside = new CodeAssistance(session);
                aside.Complete(code, code.Length);
                aside.Inspect(code, code.Length - 3);
            }
            catch (Exception)
            {
                // Only time would have been gained.
            }
        })
        { IsBackground = true, Name = "warm-up", Priority = ThreadPriority.BelowNormal }.Start();
    }
}
