using System.Diagnostics;
using System.Runtime.InteropServices;

namespace FerKit.Cli;

/// <summary>Goes over into another program, so that signals and the terminal are that program's. Windows has no such thing and waits for it.</summary>
internal static class ProgramInPlace
{
    /// <summary>Does not return, but on Windows, where it gives the program's exit code.</summary>
    /// <exception cref="FerKitException">The program cannot be started.</exception>
    public static int Run(string program, string[] arguments)
    {
        if (OperatingSystem.IsWindows())
        {
            using var process = Process.Start(program, arguments);
            process.WaitForExit();
            return process.ExitCode;
        }
        Console.Out.Flush();
        Execute(program, [program, .. arguments, null]);
        throw new FerKitException($"{program}: cannot be started ({Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}).");
    }

    [DllImport("libc", EntryPoint = "execvp", SetLastError = true)]
    private static extern int Execute([MarshalAs(UnmanagedType.LPUTF8Str)] string program, [MarshalAs(UnmanagedType.LPArray, ArraySubType = UnmanagedType.LPStr)] string?[] arguments);
}
