@rem ferkit.ps1 where scripts may not be started by themselves, as on a fresh Windows.  ferkit.cmd --help
@powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0ferkit.ps1" %*
