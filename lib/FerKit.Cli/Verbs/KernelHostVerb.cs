using System.CommandLine;
using System.Diagnostics;
using FerKit.Notebooks.Kernel;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit kernel-host</c>, which the Jupyter kernel starts; not for people.</summary>
internal static class KernelHostVerb
{
    private const string Token = "FERKIT_KERNEL_TOKEN";

    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Where the kernel listens.", Required = true };
        var command = new Command("kernel-host", "Runs cells for the Jupyter kernel.") { port };
        command.Hidden = true;
        command.SetAction((parsed, cancellation) =>
        {
            // Told to end, it ends: the kernel has saved nothing here.
            cancellation.Register(() => Process.GetCurrentProcess().Kill());
            string token = Environment.GetEnvironmentVariable(Token) ?? "";
            Environment.SetEnvironmentVariable(Token, null);
            KernelHost.Run(parsed.GetRequiredValue(port), token, Environment.CurrentDirectory);
            return Task.FromResult(0);
        });
        return command;
    }
}
