using System.Runtime.InteropServices;

namespace FerKit.Torch.Interop;

/// <summary>The environment variables that native libraries read. .NET's own call changes its copy of them alone.</summary>
internal static partial class NativeEnvironment
{
    /// <summary>Sets a variable for this process, not for those that it starts, unless the user has.</summary>
    internal static void Default(string name, string value)
    {
        // Makes .NET's copy, from which other processes are started, before the change.
        Environment.SetEnvironmentVariable(name, Environment.GetEnvironmentVariable(name));
        _ = SetEnvironment(name, value, overwrite: 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
