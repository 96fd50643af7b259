# FerKit's one entry on Windows: builds what changed, runs the verb.  .\ferkit.ps1 --help
$ErrorActionPreference = 'Stop'
$home_ = $PSScriptRoot
$env:DOTNET_NOLOGO = '1'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_CLI_UI_LANGUAGE = 'en'
$backend = if ($env:FERKIT_BACKEND) { $env:FERKIT_BACKEND } elseif ($IsLinux) { 'system' } else { 'nuget' }
$build = @('-c', 'Release', "-p:FerKitBackend=$backend", '-v', 'quiet', '-clp:ErrorsOnly', '-nologo')

if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
    Write-Error 'ferkit: the .NET 10 SDK is missing: install it from https://dotnet.microsoft.com/download, then run this again.'
    exit 1
}

if ($args.Count -gt 0 -and $args[0] -eq 'test') {
    $all = $args.Count -gt 1 -and $args[1] -eq '--all'
    $filter = if ($all) { @() } else { @('--filter', 'Category!=Slow') }
    dotnet build "$home_/FerKit.sln" @build
    if ($LASTEXITCODE -ne 0) { exit 1 }
    $passed = 0; $failed = 0
    dotnet test "$home_/FerKit.sln" -c Release "-p:FerKitBackend=$backend" --no-build --nologo -m:1 @filter 2>&1 | ForEach-Object {
        Write-Host $_
        if ("$_" -match 'Failed: +(\d+), Passed: +(\d+)') { $failed += [int]$Matches[1]; $passed += [int]$Matches[2] }
    }
    $status = $LASTEXITCODE
    if ($status -ne 0 -and $failed -eq 0) { Write-Host 'a test run ended early; the lines above say why'; $failed = 1 }
    Write-Host "$passed passed, $failed failed"
    exit [int]($failed -gt 0 -or $passed -eq 0)
}

dotnet build "$home_/lib/FerKit.Cli" @build
if ($LASTEXITCODE -ne 0) { Write-Error 'ferkit: the build failed; the lines above say why.'; exit 1 }
$env:FERKIT_HOME = $home_
dotnet "$home_/lib/FerKit.Cli/bin/$backend/Release/net10.0/FerKit.Cli.dll" @args
exit $LASTEXITCODE
