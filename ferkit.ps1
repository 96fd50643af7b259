# FerKit's one entry on Windows: builds what changed, runs the verb.  .\ferkit.ps1 --help
# It runs in Windows PowerShell 5.1 and in PowerShell 7.
$ErrorActionPreference = 'Stop'
$kit = $PSScriptRoot
$env:DOTNET_NOLOGO = '1'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_CLI_UI_LANGUAGE = 'en'
$onLinux = $PSVersionTable.PSVersion.Major -ge 6 -and $IsLinux
$backend = if ($env:FERKIT_BACKEND) { $env:FERKIT_BACKEND } elseif ($onLinux) { 'system' } else { 'nuget' }
$build = @('-c', 'Release', "-p:FerKitBackend=$backend", '-v', 'quiet', '-clp:ErrorsOnly', '-nologo')

function Say([string] $text) { [Console]::Error.WriteLine("ferkit: $text") }
function Fail([string] $text, [int] $code = 1) { Say $text; exit $code }

# Builds without a word, unless it fails.
function Build([string] $project) {
    $ErrorActionPreference = 'Continue'    # 5.1 takes a program's standard error for an error of the script
    $output = & dotnet build $project @build 2>&1
    if ($LASTEXITCODE -eq 0) { return }
    $output | ForEach-Object { [Console]::Error.WriteLine("$_") }
    if ("$output" -match 'NU1101|NU1102') { Say "a package was not found on this machine's feeds: 'dotnet nuget list source' shows them; environment.md has the table of packages" }
    Fail 'the build failed; the lines above say why.'
}

# Runs the test projects and prints "N passed, N failed" as the last line.
function Test([string[]] $options) {
    $all = $options.Count -gt 0 -and $options[0] -eq '--all'
    if ($options.Count -gt 0 -and $options[0] -eq '--help') { 'ferkit test [--all]   runs the tests and lessons; --all adds the slow ones'; exit 0 }
    if ($options.Count -gt [int]$all) { Fail "test takes --all and nothing else: '$($options[[int]$all])'" 2 }
    $filter = if ($all) { @() } else { @('--filter', 'Category!=Slow') }
    Build "$kit/FerKit.sln"
    $ErrorActionPreference = 'Continue'
    $passed = 0; $failed = 0
    & dotnet test "$kit/FerKit.sln" -c Release "-p:FerKitBackend=$backend" --no-build --nologo -m:1 @filter 2>&1 | ForEach-Object {
        Write-Host "$_"
        if ("$_" -match 'Failed: +(\d+), Passed: +(\d+)') { $failed += [int]$Matches[1]; $passed += [int]$Matches[2] }
    }
    if ($LASTEXITCODE -ne 0 -and $failed -eq 0) { Write-Host 'a test run ended early; the lines above say why'; $failed = 1 }
    Write-Host "$passed passed, $failed failed"
    exit [int]($failed -gt 0 -or $passed -eq 0)
}

if ($backend -notin 'system', 'nuget') { Fail "FERKIT_BACKEND is '$backend': use system or nuget." }
if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
    Fail 'the .NET 10 SDK is missing: install it from https://dotnet.microsoft.com/download, then run this again.'
}
if ($args.Count -gt 0 -and $args[0] -eq 'test') { Test @($args | Select-Object -Skip 1) }

# PowerShell makes a list of a,b before the script sees it.
$arguments = @($args | ForEach-Object { if ($_ -is [array]) { $_ -join ',' } else { "$_" } })
$program = "$kit/lib/FerKit.Cli/bin/$backend/Release/net10.0/FerKit.Cli.dll"
if (-not (Test-Path $program)) { Say 'building (the first time takes a minute or two, and the packages with CUDA are large)' }
Build "$kit/lib/FerKit.Cli"
$env:FERKIT_HOME = $kit
& dotnet $program @arguments
exit $LASTEXITCODE
