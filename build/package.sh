#!/usr/bin/env bash
# Builds everything that is published, into artifacts/:
#   packages/              the .NET tool (command "neuroglot"), a NuGet package per library, and wheels of the Python package for Brian 2 that carry the program
#   neuroglot-RID/         folders that run without .NET installed, for every platform whose runtime can be restored
#
# usage: build/package.sh [--dev] [--rids "linux-x64 win-x64"]
#
# The version is that of the tag at HEAD (v1.2.3). --dev allows a commit without one: 0.0.0-dev.g<commit>.
# What is packed is the commit, not the working tree, hence a dirty tree is refused.
set -euo pipefail
cd "$(dirname "$0")/.."

dev=false
rids="linux-x64 linux-arm64 win-x64 osx-arm64"
while [ $# -gt 0 ]; do
    case "$1" in
        --dev) dev=true ;;
        --rids) rids="$2"; shift ;;
        *) echo "usage: build/package.sh [--dev] [--rids \"linux-x64 win-x64\"]" >&2; exit 2 ;;
    esac
    shift
done

if [ -n "$(git status --porcelain)" ]; then
    echo "The working tree has changes; commit them first:" >&2
    git status --short >&2
    exit 1
fi
tag=$(git tag --points-at HEAD --list 'v[0-9]*.[0-9]*.[0-9]*' | sort -V | tail -n 1)
if [ -n "$tag" ]; then
    version=${tag#v}
elif $dev; then
    version=0.0.0-dev.g$(git rev-parse --short HEAD)
else
    echo "HEAD has no tag vX.Y.Z; --dev packs it all the same." >&2
    exit 1
fi

source=$(mktemp -d)
trap 'rm -rf "$source"' EXIT
git archive HEAD | tar -x -C "$source"
rm -rf artifacts/packages artifacts/neuroglot-*
mkdir -p artifacts/packages
out=$PWD/artifacts

# Locked restore knows the packages of the ordinary build; those of other platforms come on top.
common=(-c Release --nologo -v quiet -p:Version="$version" -p:RestoreLockedMode=false)
cli=src/Neuroglot.Cli/Neuroglot.Cli.csproj
cd "$source"

# Where .NET comes along, it is compiled ahead together with the program (composite), so that code over both is ready. The options that the
# tool needs for this must be off: together with composite they make a program that crashes.
packed=()
skipped=()
for rid in $rids; do
    if dotnet publish $cli "${common[@]}" -r "$rid" --self-contained -p:PublishReadyToRun=true -p:PublishReadyToRunComposite=true \
        -p:PublishReadyToRunCrossgen2ExtraArgs= -p:DebugType=none -o "$out/neuroglot-$rid" >"$source/publish.log" 2>&1; then
        # The program's name is that of its command; the assembly cannot have it beside Neuroglot.dll.
        (cd "$out/neuroglot-$rid" && if [ -e Neuroglot.Cli.exe ]; then mv Neuroglot.Cli.exe neuroglot.exe; else mv Neuroglot.Cli neuroglot; fi)
        packed+=("$rid")
    elif grep -q 'NU1101\|NU1102' "$source/publish.log"; then
        rm -rf "$out/neuroglot-$rid"
        skipped+=("$rid")
    else
        cat "$source/publish.log" >&2
        exit 1
    fi
done

# Assemblies that were compiled together with .NET must not get into the tool, which runs on whatever .NET it finds: it would crash.
find . -type d -name R2R -prune -exec rm -rf {} +

# One package per platform, compiled ahead, and "any", which runs everywhere.
tool_rids=$(IFS=';'; echo "${packed[*]:-};any")
dotnet pack $cli "${common[@]}" -p:NeuroglotTool=true "-p:NeuroglotToolRids=\"${tool_rids#;}\"" -o "$out/packages"

for project in src/*/*.csproj; do
    [ "$project" = $cli ] || dotnet pack "$project" "${common[@]}" -o "$out/packages"
done

# Wheels need nothing but Python; where there is none, they are left out.
if command -v python3 >/dev/null; then
    for rid in "${packed[@]}"; do
        case $rid in
            linux-x64) platform=manylinux_2_27_x86_64 ;;
            linux-arm64) platform=manylinux_2_27_aarch64 ;;
            win-x64) platform=win_amd64 ;;
            osx-arm64) platform=macosx_12_0_arm64 ;;
            *) continue ;;
        esac
        python3 python/build_wheel.py "$version" "$out/neuroglot-$rid" $platform "$out/packages" >/dev/null
    done
else
    echo "There is no Python here, so no wheels are built." >&2
fi

echo "Packed $version into artifacts/:"
(cd "$out" && ls packages && ls -d neuroglot-*)
[ ${#skipped[@]} -eq 0 ] || echo "Left out, because their runtime cannot be restored here: ${skipped[*]}"
