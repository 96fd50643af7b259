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

    [Theory]
    [InlineData("/lib/x86_64-linux-gnu/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /my kit/bin/libLibTorchSharp.so)", true)]
    [InlineData("/opt/cuda/libcublas.so.12: version `libcublas.so.12' not found (required by /kit/libtorch_cuda.so)", false)]
    [InlineData("/kit/bin/libLibTorchSharp.so: undefined symbol: _ZNK5torch2nn6Module5cloneE", false)]
    [InlineData("/kit/bin/libLibTorchSharp.so: file too short", false)]
    [InlineData("libgomp.so.1: cannot open shared object file: No such file or directory", false)]
    public void Of_LibraryThatIsThereAndDoesNotLoad_IsTheReason(string reason, bool system)
    {
        var found = new TypeInitializationException("TorchSharp.torch", new NotSupportedException($"""
            This application doesn't contain a reference to libtorch.

            Trace from LoadNativeBackend:
                Trying to load native component LibTorchSharp relative to /kit/bin/TorchSharp.dll
                Failed to load native component LibTorchSharp relative to /kit/bin/TorchSharp.dll: Unable to load shared library '/kit/bin/libLibTorchSharp.so' or one of its dependencies. In order to help diagnose loading problems, consider LD_DEBUG:{' '}
            {reason}

            Step 3
                Trying to load native component /kit/bin/cpu/libLibTorchSharp.so
                Failed to load native component /kit/bin/cpu/libLibTorchSharp.so
            """));
        Assert.Equal(reason, MissingLibrary.Of(found));
        Assert.Equal(system, MissingLibrary.NeedsNewerSystem(found));
    }

    [Fact]
    public void Of_LibraryThatWindowsDoesNotLoad_IsTheReason()
    {
        const string Reason = @"Unable to load DLL 'C:\kit\LibTorchSharp.dll' or one of its dependencies: The specified module could not be found. (0x8007007E)";
        var found = new NotSupportedException($"No reference.\r\n\r\n    Failed to load native component LibTorchSharp relative to C:\\kit\\TorchSharp.dll: {Reason}\r\n    Result is False\r\n");
        Assert.Equal(Reason, MissingLibrary.Of(new TypeInitializationException("TorchSharp.torch", found)));
    }

    [Fact]
    public void Of_LibraryThatIsNowhere_IsTheFirstLine()
    {
        var found = new DllNotFoundException("Unable to load shared library 'FerKitTorch': \n/kit/FerKitTorch.so: cannot open shared object file: No such file or directory\n/kit/libFerKitTorch.so: cannot open shared object file: No such file or directory\n");
        Assert.Equal("Unable to load shared library 'FerKitTorch':", MissingLibrary.Of(found));
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
