using System.Text.Json;

namespace FerKit.Cli.Tests;

public sealed class MissingLibraryTests
{
    [Fact]
    public void Of_TorchSharpWithoutItsLibraries_IsTheFirstLineAlone()
    {
        var found = new NotSupportedException("This application doesn't contain a reference to libtorch.\r\n\r\nTrace from LoadNativeBackend:\nStep 1");
        Assert.Equal("This application doesn't contain a reference to libtorch.", MissingLibrary.Of(new TypeInitializationException("TorchSharp.torch", found)));
        Assert.Equal("no such library", MissingLibrary.Of(new DllNotFoundException("no such library")));
    }

    [Fact]
    public void Of_LibraryThatTheSystemIsTooOldFor_IsWhatIsTooOld()
    {
        const string Reason = "/lib/x86_64-linux-gnu/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /kit/bin/libLibTorchSharp.so)";
        var found = new NotSupportedException($"This application doesn't contain a reference to libtorch.\n\nTrace from LoadNativeBackend:\n    Failed to load native component LibTorchSharp: Unable to load it, consider LD_DEBUG: \n{Reason}\n\nStep 3");
        Assert.Equal(Reason, MissingLibrary.OlderSystem(new TypeInitializationException("TorchSharp.torch", found)));
        Assert.Equal(Reason, MissingLibrary.Of(new TypeInitializationException("TorchSharp.torch", found)));
        Assert.Null(MissingLibrary.OlderSystem(new DllNotFoundException("no such library")));
    }

    [Fact]
    public void Of_OtherErrors_IsNull()
    {
        Assert.Null(MissingLibrary.Of(new NotSupportedException("a stream cannot seek")));
        Assert.Null(MissingLibrary.Of(new TypeInitializationException("T", new FormatException("no number"))));
    }

    [Fact]
    public void Program_WithoutItsNativeLibraries_SaysSoInOneLineAndDoctorNamesTheFix()
    {
        string folder = Directory.CreateTempSubdirectory("ferkit-cli-").FullName;
        try
        {
            string program = typeof(CommandLine).Assembly.Location;
            // Nothing native, wherever the backend keeps it, and no list of what there should be.
            foreach (string file in Directory.GetFiles(Path.GetDirectoryName(program)!).Where(file => Path.GetExtension(file) == ".dll" || file.EndsWith(".runtimeconfig.json", StringComparison.Ordinal)))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            string copy = Path.Combine(folder, Path.GetFileName(program));

            Outcome doctor = Ferkit.RunProgram(copy, "doctor", "--json");
            Assert.Equal(1, doctor.Code);
            JsonElement report = JsonDocument.Parse(doctor.Output).RootElement;
            Assert.StartsWith("missing: ", report.GetProperty("found").GetProperty("libtorch").GetString(), StringComparison.Ordinal);
            Assert.Single(report.GetProperty("fixes").EnumerateArray(), fix => fix.GetString()!.StartsWith("libtorch: ", StringComparison.Ordinal));

            Outcome work = Ferkit.RunProgram(copy, "complexity", "--model", "resnet34:tiny");
            Assert.Equal(1, work.Code);
            Assert.Contains("ferkit doctor says what to do", work.Error, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
