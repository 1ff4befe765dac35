#!/usr/bin/env bash
# Tries what build/package.sh made: installs the tool from the folder and runs it, runs the folder that needs no .NET without one,
# and measures the start-up against that of an empty console program, in one run.
#
# usage: build/check-package.sh [NeuroML network to validate and run]
set -euo pipefail
cd "$(dirname "$0")/.."
model=${1:-}
[ -z "$model" ] || model=$(realpath "$model")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
packages=$PWD/artifacts/packages
package=$(cd "$packages" && ls | grep -E '^Neuroglot\.Tool\.[0-9]' | head -n 1)
version=${package#Neuroglot.Tool.}
version=${version%.nupkg}
expected="neuroglot $version"

expect() { # name, text wanted, text had
    if [ "$2" != "$3" ]; then echo "$1: expected '$2', got '$3'" >&2; exit 1; fi
    echo "$1: $3"
}

# Tools that were installed before with the same version would be taken from the cache.
NUGET_PACKAGES=$work/cache dotnet tool install Neuroglot.Tool --tool-path "$work/tool" --source "$packages" --version "$version" >/dev/null
expect "tool" "$expected" "$("$work/tool/neuroglot" --version)"
expect "self-contained folder" "$expected" "$(env -i PATH=/nonexistent "$PWD/artifacts/neuroglot-linux-x64/neuroglot" --version)"
for library in Neuroglot Neuroglot.Model Neuroglot.Results; do
    grep -q "lib/net10.0/$library.xml" "$packages/$library.$version.nupkg" || { echo "$library.nupkg has no XML documentation" >&2; exit 1; }
done
if wheel=$(ls "$packages"/neuroglot-*manylinux*x86_64.whl 2>/dev/null | head -n 1) && [ -n "$wheel" ]; then
    python3 - "$wheel" "$work/wheel" <<'PYTHON'
import base64, hashlib, os, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as wheel:
    record = next(name for name in wheel.namelist() if name.endswith('.dist-info/RECORD'))
    told = [line.rsplit(',', 2) for line in wheel.read(record).decode().splitlines()]
    assert sorted(name for name, _, _ in told) == sorted(wheel.namelist()), 'RECORD does not list the files of the wheel'
    for name, digest, _ in told:
        if digest:
            assert digest == 'sha256=' + base64.urlsafe_b64encode(hashlib.sha256(wheel.read(name)).digest()).rstrip(b'=').decode(), name
    wheel.extractall(sys.argv[2])
PYTHON
    expect "program in the wheel" "$expected" "$(cd "$work/wheel" && env -u NEUROGLOT python3 -c 'import subprocess; from neuroglot.command import find; print(subprocess.check_output([find(), "--version"], text=True).strip())')"
fi
if [ -n "$model" ]; then
    for program in "$work/tool/neuroglot" "$PWD/artifacts/neuroglot-linux-x64/neuroglot"; do
        "$program" validate "$model"
        "$program" run "$model" --duration 20ms --dt 0.01ms --out "$work/results"
    done
fi

mkdir "$work/empty"
cat > "$work/empty/empty.csproj" <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>
PROJECT
echo 'System.Console.WriteLine("hello");' > "$work/empty/Program.cs"
dotnet build "$work/empty" -c Release --nologo -v quiet >/dev/null

# Microseconds of the fastest of 40 starts of each program, by turns: what the machine does beside it only ever adds, and hits all alike.
declare -A fastest
measure() {
    local name start end micros
    for _ in $(seq 40); do
        for name in "${!command[@]}"; do
            start=$EPOCHREALTIME
            ${command[$name]} >/dev/null 2>&1 || true
            end=$EPOCHREALTIME
            micros=$((${end/./} - ${start/./}))
            [ $micros -ge "${fastest[$name]:-999999999}" ] || fastest[$name]=$micros
        done
    done
}
folder=$PWD/artifacts/neuroglot-linux-x64/neuroglot
small=examples/first-spikes/LEMS_FirstSpikes.xml
declare -A command=(
    [empty]="$work/empty/bin/Release/net10.0/empty"
    ["--version (tool)"]="$work/tool/neuroglot --version"
    ["--version (folder)"]="$folder --version"
    ["validate $small (tool)"]="$work/tool/neuroglot validate $small"
    ["validate $small (folder)"]="$folder validate $small"
)
measure
empty=${fastest[empty]}
unset "fastest[empty]"
for name in "${!fastest[@]}"; do
    percent=$((100 * ${fastest[$name]} / empty))
    echo "start-up of neuroglot $name: $((${fastest[$name]} / 1000)) ms, $percent % of an empty program's $((empty / 1000)) ms"
    if [ $percent -gt 300 ]; then echo "That is more than three times; the aim is 2.5, the rest is for the unrest of shared machines." >&2; exit 1; fi
done
