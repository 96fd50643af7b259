using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using FerKit.Cli.Output;
using FerKit.Cli.Verbs;

namespace FerKit.Cli;

/// <summary>The verbs, and what becomes of errors: 0 done, 1 the work failed, 2 wrong usage, one line each.</summary>
internal static class CommandLine
{
    private const int Failed = 1, WrongUsage = 2;

    /// <summary>Where an error happened, for every verb.</summary>
    internal static readonly Option<bool> Verbose = new("--verbose") { Description = "Show the stack trace of an error.", Recursive = true };

    public static async Task<int> Run(string[] args)
    {
        // Not a RootCommand: that one calls itself by the file's name, FerKit.Cli.
        var root = new Command("ferkit", "FerKit: facial expression recognition with GCLNet, from faces to figures. ./ferkit test runs the tests.")
        {
            NotebooksVerb.Create(), LabVerb.Create(), DoctorVerb.Create(), FacesVerb.Create(), DataVerb.Create(), TrainVerb.Create(), AblationVerb.Create(), RobustnessVerb.Create(),
            EvalVerb.Create(), PredictVerb.Create(), CamVerb.Create(), FiguresVerb.Create(), ComplexityVerb.Create(), WeightsVerb.Create(), BenchVerb.Create(), KernelHostVerb.Create(), LessonHostVerb.Create(),
        };
        root.Options.Add(Verbose);
        root.Options.Add(new HelpOption { Action = new PlainHelp() });
        root.Options.Add(new VersionOption());
        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        bool verbose = parsed.GetValue(Verbose);
        if (UsageError.Of(parsed) is { } wrong)
            return Fail(WrongUsage, wrong);
        try
        {
            // A verb that does not ask whether to stop is ended by the system.
            using var signals = parsed.Action is AsynchronousCommandLineAction ? new StopSignals() : null;
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, signals?.Token ?? default);
        }
        catch (OperationCanceledException e)
        {
            return Fail(Failed, e.Message.StartsWith("stopped", StringComparison.Ordinal) ? e.Message : "stopped.");
        }
        catch (Exception e)
        {
            if (verbose) Console.Error.WriteLine(e);
            if (MissingLibrary.Of(e) is { } missing) return Fail(Failed, $"{missing} (ferkit doctor says what to do)");
            return e is ArgumentException ? Fail(WrongUsage, Plain((ArgumentException)e)) : Fail(Failed, e is FerKitException ? e.Message : $"{e.GetType().Name}: {e.Message} (--verbose shows where)");
        }
    }

    // Without the " (Parameter 'x')" that .NET appends.
    private static string Plain(ArgumentException e)
    {
        int suffix = e.Message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return suffix < 0 ? e.Message : e.Message[..suffix];
    }

    private static int Fail(int code, string message)
    {
        Console.Error.WriteLine($"ferkit: {message.ReplaceLineEndings(" ")}");
        return code;
    }
}
