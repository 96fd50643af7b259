using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace FerKit.Notebooks.Sessions;

/// <summary>Gets NuGet packages for cells, with what they depend on, by the restore of the SDK: its feeds, its cache.</summary>
internal static partial class PackageRestore
{
    // A feed that does not answer is tried again and again by the SDK.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly ConcurrentDictionary<PackageReference, PackageAssets> Restored = new();

    /// <summary>The assemblies of a package that was restored; none else.</summary>
    internal static IReadOnlyList<string> Assemblies(PackageReference package) => Restored.TryGetValue(package, out PackageAssets? assets) ? assets.Assemblies : [];

    /// <summary>Restores a package.</summary>
    /// <returns>Why it cannot be had, in a line; null when all is well.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    internal static async Task<string?> RestoreAsync(PackageReference package, CancellationToken cancellation)
    {
        if (Restored.ContainsKey(package))
            return null;
        if (!ValidName().IsMatch(package.Name) || !ValidVersion().IsMatch(package.Version))
            return $"'{package.Name}, {package.Version}' is no package and version: write #r \"nuget: Name, 1.2.3\"";
        string folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "ferkit", "packages", $"{package.Name}-{package.Version.Replace('*', 'x')}".ToLowerInvariant());
        Directory.CreateDirectory(folder);
        // Empty ones, so that none further up is found.
        foreach (string shared in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
            await File.WriteAllTextAsync(Path.Combine(folder, shared), "<Project />", cancellation).ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(folder, "restore.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net{Environment.Version.Major}.{Environment.Version.Minor}</TargetFramework>
                <RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
                <SelfContained>false</SelfContained>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="{package.Name}" Version="{package.Version}" /></ItemGroup>
            </Project>
            """, cancellation).ConfigureAwait(false);
        (int code, string output) = await RunAsync(folder, cancellation).ConfigureAwait(false);
        if (code != 0)
            return $"package '{package.Name}' {package.Version} cannot be had: {Reason(output)}";
        PackageAssets assets = PackageAssets.Read(Path.Combine(folder, "obj", "project.assets.json"));
        assets.ServeNativeLibraries();
        Restored[package] = assets;
        return null;
    }

    private static async Task<(int Code, string Output)> RunAsync(string folder, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(Patience);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        string dotnet = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        var start = new ProcessStartInfo(File.Exists(dotnet) ? dotnet : "dotnet", ["restore", "restore.csproj", "-nologo", "-v", "quiet", "-tl:off", "-p:UseSharedCompilation=false", "-nodeReuse:false"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment.Remove("DOTNET_GCHeapHardLimitPercent");
        using Process process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            Task<string> errors = process.StandardError.ReadToEndAsync(either.Token);
            string output = await process.StandardOutput.ReadToEndAsync(either.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(either.Token).ConfigureAwait(false);
            return (process.ExitCode, output + await errors.ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (1, "error : the package feed does not answer");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static string Reason(string output)
    {
        string error = output.Split('\n').FirstOrDefault(line => ErrorLine().IsMatch(line)) ?? output.Trim().Split('\n')[0];
        return ErrorLine().Match(error) is { Success: true } match ? ProjectName().Replace(match.Groups[1].Value, "").Trim() : error.Trim();
    }

    [GeneratedRegex("error (.*)")]
    private static partial Regex ErrorLine();

    [GeneratedRegex(@"\[[^\]]*restore\.csproj\]")]
    private static partial Regex ProjectName();

    [GeneratedRegex(@"^[\w.-]+$")]
    private static partial Regex ValidName();

    [GeneratedRegex(@"^[\w.+*\[\](), -]+$")]
    private static partial Regex ValidVersion();
}
