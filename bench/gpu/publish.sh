#!/usr/bin/env bash
# Packs the program for a GPU machine that has PyTorch and a C++ compiler, but no .NET and no network.
#   bench/gpu/publish.sh [ferkit.tar.gz]
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
archive=${1:-ferkit.tar.gz}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dotnet publish "$home/lib/FerKit.Cli" -c Release -r linux-x64 --self-contained -p:FerKitBackend=system -p:InvariantGlobalization=true \
    -p:DebugType=none -o "$folder" -v quiet -nologo
tar -C "$folder" -czf "$archive" .
echo "$archive: $(du -h --apparent-size "$archive" | cut -f1); copy it and the kit's folder to the GPU machine, and run bench/gpu/run.sh there"
