"""Installs the kernel's spec for this user, through Jupyter's own library: install_kernel.py DOTNET PROGRAM.

Prints the spec's name and folder. `.net-csharp`, which notebooks ask for, is left to .NET Interactive where that is installed.
"""
import json
import os
import sys
import tempfile

from jupyter_client.kernelspec import KernelSpecManager

FREE, OWN = (".net-csharp", ".NET (C#)"), ("ferkit-csharp", "FerKit (C#)")


def main(dotnet, program):
    manager = KernelSpecManager()
    manager.ensure_native_kernel = False
    specs = manager.get_all_specs()
    taken = FREE[0] in specs and not specs[FREE[0]]["spec"].get("metadata", {}).get("ferkit")
    name, display = OWN if taken else FREE
    spec = {
        "argv": [sys.executable, os.path.join(os.path.dirname(os.path.abspath(__file__)), "ferkit_kernel.py"), "-f", "{connection_file}"],
        "display_name": display,
        "language": "C#",
        "interrupt_mode": "signal",
        # Python's debugger, which comes with ipykernel and is not used, would warn about itself.
        "env": {"PYDEVD_DISABLE_FILE_VALIDATION": "1", "FERKIT_DOTNET": dotnet, "FERKIT_PROGRAM": program},
        "metadata": {"ferkit": True},
    }
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "kernel.json"), "w", encoding="utf-8") as file:
            json.dump(spec, file, indent=2)
        os.chmod(folder, 0o755)
        place = manager.install_kernel_spec(folder, name, user=True)
    print(json.dumps({"name": name, "displayName": display, "folder": place, "taken": taken}))


if __name__ == "__main__":
    main(*sys.argv[1:])
