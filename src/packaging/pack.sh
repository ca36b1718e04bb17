#!/usr/bin/env bash
# Makes the packages that are handed out: one folder per system with the program and its own runtime, configuration, templates,
# service files, licences and checksums, packed as .tar.gz (Linux) or .zip (Windows), the same bytes from the same source.
#
#   src/packaging/pack.sh [--version V] [--out DIR] [win-x64] [linux-x64] [linux-arm64]        default: all three, into out/packages
#
# Needs the .NET SDK, the packages of the lock file, and the packs Microsoft.NETCore.App.Runtime.RID, Microsoft.NETCore.App.Host.RID and
# Microsoft.NETCore.App.Crossgen2 of this machine in the NuGet cache or a feed: without a network it works once all have been restored.
# linux: patchelf, tzdata and libicu of this machine (for arm64: libicu of that architecture, apt-get install libicu72:arm64).
# win: zip.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 LC_ALL=C TZ=UTC
umask 022

die() { echo "pack: $*" >&2; exit 1; }

version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
out=out/packages
targets=()
while [ $# -gt 0 ]; do
  case "$1" in
    --version) version=${2:?--version wants a version}; shift 2 ;;
    --out) out=${2:?--out wants a folder}; shift 2 ;;
    win-x64 | linux-x64 | linux-arm64) targets+=("$1"); shift ;;
    *) die "unknown: $1. Usage: pack.sh [--version V] [--out DIR] [win-x64] [linux-x64] [linux-arm64]" ;;
  esac
done
[ ${#targets[@]} -gt 0 ] || targets=(win-x64 linux-x64 linux-arm64)
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+ ]] || die "no version: $version"
# The time that all files carry: of the source, not of this run.
epoch=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 1577836800)}
packages=${NUGET_PACKAGES:-$HOME/.nuget/packages}
mkdir -p "$out"
out=$(cd "$out" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What belongs to the source; a build server may have it without git.
sources() {
  if git rev-parse --git-dir >/dev/null 2>&1; then git -c core.quotePath=off ls-files -- "$@"; else find "$@" -type f; fi
}

# Own ICU: found by the program's own search path, and where it does not fit the system (an older glibc), the system's is used.
add_icu() {
  local folder=$1 from=/usr/lib/$2 file major
  file=$(ls "$from"/libicuuc.so.[0-9]* 2>/dev/null | grep -E '\.so\.[0-9]+$' | sort -V | tail -n 1)
  [ -n "$file" ] || die "no ICU in $from: install libicu of that architecture there (Debian: libicu72, libicu72:arm64)"
  major=${file##*.}
  mkdir -p "$folder/icu"
  for part in data uc i18n; do cp -L "$from/libicu$part.so.$major" "$folder/icu/"; done
  # Of the program and not of its libraries: only this one also counts for what ICU itself wants.
  patchelf --force-rpath --set-rpath '$ORIGIN/icu' "$folder/MonitorWorker"
  echo "ICU $major ($(basename "$from")), Copyright (c) Unicode, Inc., licence of ICU" >"$work/icu"
}

add_zones() {
  [ -f /usr/share/zoneinfo/Asia/Shanghai ] || die "no time zones in /usr/share/zoneinfo: install tzdata"
  mkdir -p "$1/zoneinfo"
  (cd /usr/share/zoneinfo && find . -path ./posix -prune -o -path ./right -prune -o \( -type f -o -type l \) ! -name posixrules ! -name localtime -print0 | sort -z |
    xargs -0 cp -L --parents -t "$1/zoneinfo")
}

# name, version, copyright and licence of each package in the program's list of dependencies.
notices() {
  local folder=$1 rid=$2 id version dir spec kind licence used=()
  echo "MonitorWorker contains the software below. The texts of the licences follow at the end."
  echo
  while IFS=/ read -r id version; do
    dir=$packages/$(echo "$id" | tr '[:upper:]' '[:lower:]')/$version
    spec=$(ls "$dir"/*.nuspec 2>/dev/null | head -n 1)
    [ -n "$spec" ] || die "$id $version is not in $packages"
    kind=$(sed -n 's:.*<license type="\([a-z]*\)".*:\1:p' "$spec")
    licence=$(sed -n 's:.*<license type="[a-z]*"[^>]*>\([^<]*\)<.*:\1:p' "$spec")
    echo "$id $version"
    sed -n 's:.*<copyright>\(.*\)</copyright>.*:  \1:p; s:.*<authors>\(.*\)</authors>.*:  by \1:p; s:.*<projectUrl>\(.*\)</projectUrl>.*:  \1:p' "$spec" | tr -d '\r'
    if [ "$kind" = file ]; then
      echo "  licence:"
      tr -d '\r' <"$dir/$licence" | sed 's/^/    /'
    else
      [ -f "src/packaging/licences/$licence.txt" ] || die "$id $version is under '$licence', of which src/packaging/licences has no text"
      echo "  licence: $licence"
      used+=("$licence")
    fi
    echo
  done < <(sed -n '/"libraries": {/,$p' "$folder/MonitorWorker.deps.json" | awk -F'"' '/^    "[^"]+\/[^"]+": \{/ { name = $2 } /"type": "package"/ { print name }' | sort)
  if [ -f "$work/icu" ]; then cat "$work/icu"; sed 's/^/    /' src/packaging/licences/ICU.txt; echo; echo "Time zones (zoneinfo): public domain, https://www.iana.org/time-zones"; echo; fi
  for licence in $(printf '%s\n' "${used[@]}" | sort -u); do
    echo "==== $licence"
    cat "src/packaging/licences/$licence.txt"
    echo
  done
  local runtime
  runtime=$(sed -n "s:.*runtimepack.Microsoft.NETCore.App.Runtime.$rid/\([0-9.]*\)\".*:\1:p" "$folder/MonitorWorker.deps.json" | head -n 1)
  dir=$packages/microsoft.netcore.app.runtime.$rid/$runtime
  [ -d "$dir" ] || die "the runtime pack $runtime of $rid is not in $packages"
  echo "==== .NET runtime $runtime"
  tr -d '\r' <"$dir/LICENSE.TXT"
  echo
  tr -d '\r' <"$dir/THIRD-PARTY-NOTICES.TXT"
}

pack() {
  local rid=$1 name=monitorworker-$version-$1 folder archive file
  folder=$work/$name
  rm -f "$work/icu"
  echo "== $name"
  dotnet publish src/MonitorWorker -c Release -r "$rid" --self-contained true -p:PublishReadyToRun=true -p:RunAnalyzers=false \
    -p:Version="$version" -p:GenerateDocumentationFile=false -v quiet -o "$folder" || die "dotnet publish failed"
  rm -f "$folder/MonitorWorker.xml"
  while read -r file; do install -D -m 644 "$file" "$folder/$file"; done < <(sources config templates)
  cp LICENSE README.md README.zh-CN.md "$folder/"
  mkdir -p "$folder/service"
  case $rid in
    linux-x64) add_icu "$folder" x86_64-linux-gnu; add_zones "$folder"; cp src/packaging/service/monitorworker.* "$folder/service/" ;;
    linux-arm64) add_icu "$folder" aarch64-linux-gnu; add_zones "$folder"; cp src/packaging/service/monitorworker.* "$folder/service/" ;;
    win-x64) cp src/packaging/service/*.cmd "$folder/service/" ;;
  esac
  notices "$folder" "$rid" >"$folder/THIRD-PARTY-NOTICES.txt"
  find "$folder" -type d -exec chmod 755 {} +
  find "$folder" -type f -exec chmod 644 {} +
  for file in MonitorWorker createdump; do if [ -f "$folder/$file" ]; then chmod 755 "$folder/$file"; fi; done
  (cd "$folder" && find . -type f ! -name SHA256SUMS -print0 | sort -z | xargs -0 sha256sum >"$work/sums" && mv "$work/sums" SHA256SUMS && chmod 644 SHA256SUMS)
  find "$folder" -exec touch -h -d "@$epoch" {} +
  if [ "$rid" = win-x64 ]; then
    archive=$name.zip
    rm -f "$out/$archive"
    (cd "$work" && find "$name" | sort | zip -X -q -@ "$out/$archive")
  else
    archive=$name.tar.gz
    tar -C "$work" --sort=name --mtime="@$epoch" --owner=0 --group=0 --numeric-owner --format=gnu -cf - "$name" | gzip -n -9 >"$out/$archive"
  fi
  (cd "$out" && sha256sum "$archive" >"$archive.sha256")
  echo "$out/$archive: $(du -m "$out/$archive" | cut -f1) MB, unpacked $(du -sm "$folder" | cut -f1) MB"
  rm -rf "$folder"
}

for rid in "${targets[@]}"; do pack "$rid"; done
