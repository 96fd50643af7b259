using System.CommandLine;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using FerKit.Cli.Output;
using FerKit.Faces;
using FerKit.Imaging;
using FerKit.Training;
using static TorchSharp.torch;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit doctor</c>: what the kit found on this machine, and a fix for what is missing.</summary>
internal static class DoctorVerb
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print it as one JSON document." };
        var command = new Command("doctor", "Says which backend, libraries and devices the kit uses, and what is missing.") { json };
        command.SetAction(parsed =>
        {
            var checks = Checks();
            if (parsed.GetValue(json))
                JsonOutput.Write(new { Ok = checks.All(check => check.Fix is null), Found = checks.ToDictionary(check => check.Name, check => check.Found), Fixes = checks.Where(check => check.Fix is not null).Select(check => $"{check.Name}: {check.Fix}") });
            else
                foreach (var check in checks) Console.WriteLine($"{(check.Fix is null ? "ok " : "-- ")} {check.Name,-16} {check.Found}{(check.Fix is null ? "" : $"\n   fix: {check.Fix}")}");
            return checks.All(check => check.Fix is null) ? 0 : 1;
        });
        return command;
    }

    private const string NewerSystem = "this Linux, or what LD_LIBRARY_PATH puts before it, is older than the package needs: use a newer Linux, or the distribution's own libtorch (FERKIT_BACKEND=system)";

    private static List<Check> Checks()
    {
        const string Clean = "delete the folders obj/nuget and bin/nuget under lib/*", Again = " and build again; on Windows install the Visual C++ Redistributable too";
        const string Restore = Clean + Again;
        const string Packages = $"{Clean}, set TorchSharpPackage to the package of this system (TorchSharp-cpu, TorchSharp-cuda-windows or TorchSharp-cuda-linux){Again}; leave another libtorch out of LD_LIBRARY_PATH";
        string backend = BuiltFor("FerKitBackend");
        string Fix(string ofSystem, string ofPackages = Packages) => backend == "nuget" ? ofPackages : ofSystem;
        Check torch = Try("libtorch", () =>
        {
            using var probe = (ones(2, 2) + 1).sum();
            return probe.item<float>() == 8 ? $"{__version__} ({Loaded("torch_cpu")})" : throw new InvalidOperationException("1 + 1 is not 2");
        }, Fix("Debian: apt-get install libtorch-dev; or set LIBTORCH to the folder of a libtorch or PyTorch installation, then run ./ferkit doctor again"));
        return
        [
            new("runtime", $".NET {Environment.Version} on {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}"),
            new("backend", backend),
            torch,
            .. torch.Fix is null ? OfTorch() : [],
            new("speed", Acceleration.Missing ?? "nothing is off: autocast, fused optimizer steps, cuDNN benchmark"),
            new("bfloat16", ComputeOptions.ProcessorSuitsBFloat16 ? "this processor computes it well" : "trains poorly on this processor, which has no AVX-512: use --precision=float32 there"),
            Try("images", () => ImageCodec.Default.Description, Fix("Debian: apt-get install libopencv-imgcodecs-dev, then run ./ferkit doctor again", Restore)),
            Try("faces", () => FaceDetector.Default.Description, Fix("Debian: apt-get install opencv-data; or set FERKIT_CASCADE to a cascade file", Restore)),
            new("cores", $"{Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30)} GiB of memory"),
        ];
    }

    private static Check[] OfTorch() =>
    [
        Try("threads", () =>
        {
            set_num_threads(Environment.ProcessorCount);
            return $"{get_num_threads()} of {Environment.ProcessorCount} processors";
        }, "libtorch was built for one thread; on Debian install libtorch-dev"),
        Try("devices", Devices, "install NVIDIA's driver, until nvidia-smi lists the card, and on Windows the Visual C++ Redistributable; without a card set TorchSharpPackage to TorchSharp-cpu and build again"),
    ];

    private static string Devices()
    {
        if (cuda_is_available()) return $"cpu, {cuda.device_count()} x cuda";
        string package = BuiltFor("TorchSharpPackage");
        return package.Contains("cuda", StringComparison.Ordinal) ? throw new InvalidOperationException($"no CUDA device, though {package} is built in") : "cpu (no CUDA device)";
    }

    private static string BuiltFor(string setting) =>
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(data => data.Key == setting)?.Value ?? "";

    private static Check Try(string name, Func<string> look, string fix)
    {
        TextWriter output = Console.Out;
        Console.SetOut(TextWriter.Null);    // TorchSharp prints its whole search, into the JSON too
        try
        {
            return new Check(name, look());
        }
        catch (Exception e) when (MissingLibrary.Of(e) is not null || e is InvalidOperationException or ExternalException or IOException or FerKitException)
        {
            return new Check(name, $"missing: {MissingLibrary.Of(e) ?? e.Message.ReplaceLineEndings(" ")}", BuiltFor("FerKitBackend") == "nuget" && MissingLibrary.NeedsNewerSystem(e) ? NewerSystem : fix);
        }
        finally
        {
            Console.SetOut(output);
        }
    }

    // The file of a native library that the process has loaded.
    private static string Loaded(string part) => Process.GetCurrentProcess().Modules.Cast<ProcessModule>()
        .Select(module => module.FileName).FirstOrDefault(file => Path.GetFileName(file).Contains(part, StringComparison.Ordinal)) ?? "where is not known";

    private sealed record Check(string Name, string Found, string? Fix = null);
}
