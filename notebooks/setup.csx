// Every lesson begins with #load "setup.csx". The file it loads first says where the kit's assemblies are; the build
// writes it, so if it is missing, build the kit: ./ferkit doctor (or: dotnet build lib/FerKit.Notebooks).
#load "../artifacts/kit.csx"

using System.IO;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading;
using FerKit.Data;
using FerKit.Figures;
using FerKit.Imaging;
using FerKit.Training;
using static TorchSharp.torch;

// libtorch may begin with one thread, and leaves the other cores idle.
if (get_num_threads() == 1)
    set_num_threads(Environment.ProcessorCount);

// The folder of the lessons, whatever folder the notebook host was started in.
string LessonFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(Path.GetFullPath(path));

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

// Prints each epoch when it is done (Progress<T> would wait for the cell's end).
class EpochLines : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress at)
    {
        if (at.Result is { } epoch)
            Console.WriteLine($"epoch {epoch.Epoch,3} of {at.Epochs}: training {epoch.TrainAccuracy,6:P1}, validation {epoch.ValidationAccuracy,6:P1}");
    }
}

// Self-checking exercises: a wrong or an empty answer says what to try, and never fails the run.
void CheckAnswer(bool answered, bool right, string praise, string hint) =>
    Console.WriteLine(!answered ? "No answer yet. " + hint : right ? "Right. " + praise : "Not yet. " + hint);

// Elsewhere than in the kit's own runner, charts need plotly.js once a page.
if (Type.GetType("FerKit.Notebooks.RunningCell, FerKit.Notebooks") == null)
    display(PlotlyHtml.Loader(LessonFolder()));
