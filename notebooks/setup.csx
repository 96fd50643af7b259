// Every lesson begins with #load "setup.csx". The file it loads first says where the kit's assemblies are; the build
// writes it, so if it is missing, build the kit: ./ferkit doctor (or: dotnet build lib/FerKit.Notebooks).
#load "../artifacts/kit.csx"

using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading;
using FerKit.Data;
using FerKit.Display;
using FerKit.Experiments;
using FerKit.Figures;
using FerKit.Imaging;
using FerKit.Training;
using static TorchSharp.torch;

// The kit knows where its native libraries are, and must say so before the first tensor.
RuntimeHelpers.RunModuleConstructor(typeof(FerKit.FerKitException).Module.ModuleHandle);

// One thread: the small networks of scale = "quick" gain little from more, and their numbers are the same on any number of
// cores. For larger ones on a CPU: set_num_threads(Environment.ProcessorCount), or OMP_NUM_THREADS before the start.
if (Environment.GetEnvironmentVariable("OMP_NUM_THREADS") == null)
    set_num_threads(1);

// The folder of the lessons, whatever folder the notebook host was started in.
string LessonFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(Path.GetFullPath(path));
string lessonFolder = LessonFolder();

// A folder for a lesson's files, deleted when the kernel ends.
string TemporaryFolder()
{
    string folder = Directory.CreateTempSubdirectory("ferkit-lesson-").FullName;
    AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        try { Directory.Delete(folder, recursive: true); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }    // a file is still open: the system tidies up
    };
    return folder;
}

// Is set when the running cell should stop. Hosts offer it under different names, so it is looked up by name.
CancellationToken StopToken()
{
    Type own = Type.GetType("FerKit.Notebooks.RunningCell, FerKit.Notebooks");
    if (own != null)
        return (CancellationToken)own.GetProperty("Cancellation").GetValue(null);
    Type context = Type.GetType("Microsoft.DotNet.Interactive.KernelInvocationContext, Microsoft.DotNet.Interactive");
    object current = context?.GetProperty("Current").GetValue(null);
    return current == null ? default : (CancellationToken)context.GetProperty("CancellationToken").GetValue(current);
}

// A training as it goes: a line that moves with the steps, and curves that grow with the epochs.
IProgress<TrainingProgress> LiveCurves(RunPlan plan, ImageSet set)
{
    plan = plan with { Source = set.Source };    // for the title
    var line = Updating(new HtmlFragment("<p>The first step takes a moment.</p>"));
    Action<object> curves = null;    // not shown before there are any: an update keeps to the forms of what was shown first
    return new Live(text => line(new HtmlFragment($"<p>{text}</p>")), epochs =>
    {
        PlotlyFigure figure = RunCurves.Create(epochs, plan);
        if (curves == null)
            curves = Updating(figure);
        else
            curves(figure);
    });
}

// Shows something, and gives what replaces it. Hosts offer that under different names, so it is looked up: .NET Interactive
// brings display() by a using, which loaded files don't see, and what display() returns there cannot be updated.
Action<object> Updating(object first)
{
    Type own = Type.GetType("FerKit.Notebooks.Cell, FerKit.Notebooks");
    Type context = Type.GetType("Microsoft.DotNet.Interactive.KernelInvocationContext, Microsoft.DotNet.Interactive");
    object current = context?.GetProperty("Current").GetValue(null);
    if (own == null && current == null)
        return _ => { };    // a host that shows the results of cells, and nothing before
    object shown = current == null
        ? own.GetMethod("display").Invoke(null, new[] { first })
        : context.Assembly.GetType("Microsoft.DotNet.Interactive.KernelInvocationContextExtensions")
            .GetMethod("Display", new[] { context, typeof(object), typeof(string[]) })
            .Invoke(null, new[] { current, first, Array.Empty<string>() });
    MethodInfo update = shown.GetType().GetMethod("Update", new[] { typeof(object) });
    return next => update.Invoke(shown, new[] { next });
}

// Reports at once, unlike Progress<T>, which would wait for the cell's end.
class Live : IProgress<TrainingProgress>
{
    readonly Action<string> say;
    readonly Action<IReadOnlyList<EpochResult>> draw;
    readonly List<EpochResult> epochs = new();
    long saidAt;

    public Live(Action<string> say, Action<IReadOnlyList<EpochResult>> draw) { this.say = say; this.draw = draw; }

    public void Report(TrainingProgress at)
    {
        if (at.Result is { } epoch)
        {
            epochs.Add(epoch);
            draw(epochs);
        }
        else if (Environment.TickCount64 - saidAt < 500)
            return;
        saidAt = Environment.TickCount64;
        string loss = at.Loss is { } value ? $", loss {value:F3}, accuracy {at.Accuracy:P1}" : "";
        say($"epoch {at.Epoch} of {at.Epochs}, step {at.Step} of {at.Steps}{loss}, {at.ImagesPerSecond:N0} images a second");
    }
}

// Self-checking exercises: a wrong or an empty answer says what to try, and never fails the run.
void CheckAnswer(bool answered, bool right, string praise, string hint) =>
    Console.WriteLine(!answered ? "No answer yet. " + hint : right ? "Right. " + praise : "Not yet. " + hint);

// Charts on a live page need plotly.js, once a page; the kit's own runner has no page.
bool IsLivePage()
{
    Type own = Type.GetType("FerKit.Notebooks.RunningCell, FerKit.Notebooks");
    return own == null || (bool)own.GetProperty("IsLivePage").GetValue(null);
}

// .NET Interactive would write numbers as the user's country does and list every property of a tensor (some of which compute).
// Over Jupyter it sends a chart's JSON as a string, which nothing draws; the chart's HTML is drawn.
if (Type.GetType("Microsoft.DotNet.Interactive.Formatting.Formatter, Microsoft.DotNet.Interactive.Formatting") is { } formatter)
{
    CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;    // from the next cell on
    void Show(Type type, string form, Func<object, string> write) =>
        formatter.GetMethod("Register", new[] { typeof(Type), typeof(Action<object, TextWriter>), typeof(string) })
            .Invoke(null, new object[] { type, (Action<object, TextWriter>)((shown, writer) => writer.Write(write(shown))), form });
    void Prefer(Type type, string form)
    {
        formatter.GetMethod("GetPreferredMimeTypesFor").Invoke(null, new object[] { type });    // which sets the type's own choice first
        formatter.GetMethod("SetPreferredMimeTypesFor").Invoke(null, new object[] { type, new[] { form } });
    }

    Show(typeof(Tensor), "text/plain", tensor => tensor.ToString());
    Show(typeof(Tensor), "text/html", tensor => WebUtility.HtmlEncode(tensor.ToString()));
    Prefer(typeof(Tensor), "text/plain");
    if (Environment.GetCommandLineArgs().Contains("jupyter"))
        Prefer(typeof(PlotlyFigure), "text/html");
}

if (IsLivePage())
    Updating(PlotlyHtml.Loader(lessonFolder));
