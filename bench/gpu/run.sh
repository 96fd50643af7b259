#!/usr/bin/env bash
# Measures training on a GPU against the PyTorch that is there. Needs that PyTorch, CMake and a C++ compiler; no .NET, no network.
#   bench/gpu/run.sh ferkit.tar.gz [RESULTS]    the archive is made by publish.sh; RESULTS is a folder, bench-gpu when left out
# FERKIT_PYTHON=python3 is the Python with PyTorch, LIBTORCH its torch folder, DEVICE=cuda; DEVICE=cpu MODEL=gclnet:tiny tries the script.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
archive=${1:?name the archive that publish.sh made}
results=${2:-bench-gpu}
device=${DEVICE:-cuda} model=${MODEL:-gclnet} count=${COUNT:-12271} batch=${BATCH:-128} steps=${STEPS:-40} workers=${WORKERS:-16}
export FERKIT_HOME=$home FERKIT_PYTHON=${FERKIT_PYTHON:-python3} DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
export LIBTORCH=${LIBTORCH-$("$FERKIT_PYTHON" -c 'import os, torch; print(os.path.dirname(torch.__file__))')}
[ -e "$LIBTORCH/include/ATen/ATen.h" ] || LIBTORCH=    # a distribution's PyTorch: its libtorch lies where compilers look

mkdir -p "$results"
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
mkdir "$work/program"
tar -C "$work/program" -xzf "$archive"
cmake -S "$home/lib/FerKit.Torch/native" -B "$work/shim" -DCMAKE_BUILD_TYPE=Release -DLIBTORCH="$LIBTORCH" >"$results/cmake.log"
cmake --build "$work/shim" --parallel >>"$results/cmake.log"
cp "$work/shim/libFerKitTorch.so" "$work/program/"
ferkit=$work/program/FerKit.Cli

failed=()

# One comparison: its JSON is kept, its one line printed, with the ratio that is asked for where there is one.
measure() {
    local name=$1 least=$2; shift 2
    echo "== $name: ferkit $*"
    "$ferkit" "$@" --json >"$results/$name.json" || { echo "   failed"; failed+=("$name"); return 0; }
    "$FERKIT_PYTHON" - "$results/$name.json" "$least" <<'PYTHON' || failed+=("$name")
import json, sys
found = json.load(open(sys.argv[1]))
shown = ("imagesPerSecond", "otherImagesPerSecond", "syntheticImagesPerSecond", "loopImagesPerSecond", "ratio", "mfu", "share", "peakMiB", "otherPeakMiB")
print("  ", ", ".join(f"{key} {found[key]:.3f}" for key in shown if found.get(key) is not None))
if sys.argv[2] != "-":
    met = found["ratio"] >= float(sys.argv[2])
    print(f"   at least {sys.argv[2]} is asked for: {'met' if met else 'not met'}")
    sys.exit(not met)
PYTHON
}

"$ferkit" doctor | tee "$results/doctor.txt"
run=(--device "$device" --batch "$batch" --size 64)
fast=(--precision bfloat16 --twin --twin-channels-last --steps "$steps")
measure train-gclnet 0.97 bench train --model "$model" "${run[@]}" "${fast[@]}"
measure train-gclnet-same - bench train --model "$model" "${run[@]}" "${fast[@]}" --same-algorithm
measure train-resnet34 - bench train --model "${model/gclnet/resnet34}" "${run[@]}" "${fast[@]}"
measure train-gclnet-float32 - bench train --model "$model" "${run[@]}" --twin --twin-channels-last --steps "$steps"
measure infer-gclnet - bench infer --model "$model" "${run[@]}" "${fast[@]}"
measure input - bench input --model "$model" "${run[@]}" --precision bfloat16 --twin

measure epoch 0.97 bench epoch --model "$model" "${run[@]}" --count "$count" --precision bfloat16

# How much of the time the GPU has work while a training runs; the drawing of the faces before its first step is no part of it.
echo "== how busy the GPU is in a training"
if command -v nvidia-smi >/dev/null; then
    nvidia-smi --query-gpu=utilization.gpu --format=csv,noheader,nounits -lms 200 >"$results/busy.txt" &
fi
"$ferkit" train --data faces:wild --model "$model" --size=64 --batch="$batch" --epochs="${BUSY_EPOCHS:-40}" --validation=0 --precision=BFloat16 --device "$device" --out "$work/busy" || failed+=(busy)
kill $(jobs -p) 2>/dev/null || true
[ ! -s "$results/busy.txt" ] || "$FERKIT_PYTHON" - "$results/busy.txt" <<'PYTHON' || failed+=(busy)
import statistics, sys
busy = [int(line) for line in open(sys.argv[1]) if line.strip().isdigit()]
first = next((i for i, percent in enumerate(busy) if percent > 50), len(busy))
last = next((i for i in range(len(busy) - 1, -1, -1) if busy[i] > 50), -1)
busy = busy[first:last + 1]
print(f"   GPU busy: mean {statistics.mean(busy):.1f} %, median {statistics.median(busy)} % over {len(busy)} readings" if busy else "   the GPU was never busy")
met = bool(busy) and statistics.mean(busy) >= 95
print(f"   at least 95 % is asked for: {'met' if met else 'not met'}")
sys.exit(not met)
PYTHON
measure epoch-loop - bench epoch --model "$model" "${run[@]}" --count "$count" --precision bfloat16 --twin --twin-channels-last --workers "$workers"

echo "== a whole run, stopped and resumed"
"$ferkit" train --data faces:wild --model "$model" --size=64 --epochs=2 --precision=BFloat16 --device "$device" --out "$work/run" &
sleep "${STOP_AFTER:-8}"; kill -TERM $! 2>/dev/null || true; wait $! || true
"$ferkit" train --resume "$work/run" || echo "   it had ended before"
cp "$work/run/log.jsonl" "$work/run/environment.json" "$results/" || true
[ ${#failed[@]} -eq 0 ] || { echo "failed, or below what is asked for: ${failed[*]}"; exit 1; }
