using System.CommandLine;
using System.Reflection;
using FerKit.Cli.Output;
using FerKit.Notebooks.Kernel;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit lab</c>: the lessons in Jupyter.</summary>
internal static class LabVerb
{
    public static Command Create()
    {
        var only = new Option<bool>("--install-only") { Description = "Install the C# kernel for Jupyter and VS Code, and open nothing." };
        var json = new Option<bool>("--json") { Description = "With --install-only: print name and folder of the kernel as one JSON document." };
        var rest = new Argument<string[]>("JUPYTER") { Description = "After --: arguments of Jupyter Notebook, e.g. -- --no-browser --port=9999.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("lab", "Installs the C# kernel and opens the lessons in Jupyter Notebook.") { only, json, rest };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(json) && !parsed.GetValue(only)) throw new ArgumentException("--json goes with --install-only.");
            var jupyter = Jupyter.Find(frontEnd: !parsed.GetValue(only));
            var kernel = jupyter.InstallKernel(Assembly.GetExecutingAssembly().Location);
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(kernel);
                return 0;
            }
            Console.WriteLine($"kernel {kernel.Name}, '{kernel.DisplayName}', is installed in {kernel.Folder}");
            if (kernel.Taken) Console.WriteLine("another kernel is called .net-csharp: choose this one in the menu Kernel, Change kernel");
            if (parsed.GetValue(only)) return 0;
            string folder = Path.Combine(Home.Folder, "notebooks");
            Console.WriteLine($"opening {folder} in Jupyter Notebook; the address follows, Ctrl-C twice ends it");
            return ProgramInPlace.Run(jupyter.Python, ["-m", "notebook", $"--notebook-dir={folder}", .. Root(), .. parsed.GetValue(rest) ?? []]);
        });
        return command;
    }

    // In a container one is root; Jupyter wants to be told that this is meant.
    private static string[] Root() => !OperatingSystem.IsWindows() && Environment.UserName == "root" ? ["--allow-root"] : [];
}
