#!/usr/bin/env bash
# Proves a Linux package where there is nothing: a root with the C library, the C++ runtime, OpenSSL and a shell; without network, SDK, ICU and
# time zones. Needs root, util-linux, busybox-static; for another architecture qemu-user-static and that architecture's libraries.
#
#   src/packaging/prove.sh out/packages/monitorworker-0.1.0-linux-x64.tar.gz
set -euo pipefail
archive=$(realpath "${1:?prove.sh wants a package: prove.sh monitorworker-VERSION-linux-x64.tar.gz}")
case $archive in
  *-linux-x64.tar.gz) triplet=x86_64-linux-gnu ;;
  *-linux-arm64.tar.gz) triplet=aarch64-linux-gnu ;;
  *) echo "prove: $archive is no Linux package" >&2; exit 2 ;;
esac

if [ "${2:-}" != inside ]; then
  exec unshare --net --mount --pid --fork bash "$(realpath "$0")" "$archive" inside
fi

# The build machine's own settings are none of the package's.
unset CI TMPDIR TZ TZDIR ${!DOTNET_*} ${!MONITORWORKER_*} ${!MonitorWorker__*}
root=$(mktemp -d)
# In a mount namespace of its own, of which nothing stays but the folder.
mount -t tmpfs tmpfs "$root"
trap 'cd /; umount -R -l "$root"; rmdir "$root"' EXIT
mkdir -p "$root"/{bin,proc,dev,tmp,etc,opt/monitorworker,lib64}
cp "$(command -v busybox)" "$root/bin/busybox"
ln -s busybox "$root/bin/sh"
run=()
if [ "$(uname -m)" != "${triplet%%-*}" ]; then
  cp "$(command -v "qemu-${triplet%%-*}-static")" "$root/bin/qemu"
  # Where memory cannot be mapped twice under emulation.
  run=(/bin/qemu)
fi
for library in libc.so.6 libdl.so.2 libpthread.so.0 librt.so.1 libm.so.6 libgcc_s.so.1 libstdc++.so.6 libssl.so.3 libcrypto.so.3 libresolv.so.2; do
  file=$(ls "/lib/$triplet/$library" "/usr/lib/$triplet/$library" 2>/dev/null | head -n 1)
  [ -n "$file" ] || { echo "prove: this machine has no $library for $triplet" >&2; exit 2; }
  mkdir -p "$root/lib/$triplet"
  cp -L "$file" "$root/lib/$triplet/"
done
case $triplet in
  x86_64-*) cp -L /lib64/ld-linux-x86-64.so.2 "$root/lib64/" ;;
  aarch64-*) cp -L /lib/ld-linux-aarch64.so.1 "$root/lib/" ;;
esac
tar -C "$root/opt/monitorworker" --strip-components=1 -xzf "$archive"
mount -t proc proc "$root/proc"
for device in null zero random urandom; do : >"$root/dev/$device"; mount --bind "/dev/$device" "$root/dev/$device"; done

in_root() { chroot "$root" /bin/busybox env -i HOME=/tmp PATH=/bin "$@"; }
# In place of the shell that calls it, so that a signal to it reaches the program.
start() { exec chroot "$root" /bin/busybox env -i HOME=/tmp PATH=/bin ${run[@]+"${run[@]}"} /opt/monitorworker/MonitorWorker "$@"; }
app() { local set=(); while [[ $1 == *=* ]]; do set+=("$1"); shift; done; in_root "${set[@]}" ${run[@]+"${run[@]}"} /opt/monitorworker/MonitorWorker "$@"; }
fail() { echo "prove: FAILED: $*" >&2; exit 1; }
says() { local what=$1 wanted=$2; shift 2; local said; said=$("$@" 2>&1) || fail "$what ended with $?: $said"; grep -q -- "$wanted" <<<"$said" || fail "$what does not say '$wanted': $said"; echo "ok  $what"; }

[ -z "$(find "$root" -path "$root/opt" -prune -o -path "$root/proc" -prune -o \( -name '*icu*' -o -name '*zoneinfo*' -o -name '*dotnet*' \) -print)" ] || fail "the root is not empty"
[ "$(tail -n +3 "$root/proc/net/dev" | cut -d: -f1 | tr -d ' ')" = lo ] || fail "there is a network"
echo "ok  a root without ICU, time zones, SDK and network"
(cd "$root/opt/monitorworker" && sha256sum --quiet -c SHA256SUMS) || fail "checksums"
echo "ok  checksums of $(wc -l <"$root/opt/monitorworker/SHA256SUMS") files"
says version "MonitorWorker" app version
begin=$(date +%s%N); app version >/dev/null; echo "    start to end of version: $((($(date +%s%N) - begin) / 1000000)) ms"
says "check-config" "" app check-config
says "a zone by its Windows name (needs ICU)" "" app "MonitorWorker__timeZone=China Standard Time" check-config
says "init" "" app init /tmp/office --office 示例县财政局 --admin admin@example.com --no-questions --sample
says "check of what init has made" "" app check --at 2024-08-31 --config /tmp/office/config
says "check of the sample office" "设备购置经费" app check
says "status --output json in Asia/Shanghai" '+08:00' bash -c "$(declare -f app in_root); root='$root'; run=(${run[*]:-}); app status --output json || true"
[ -n "$(find "$root/opt/monitorworker/out/mail" -name '*.eml')" ] || fail "no mail was written"
grep -rlq "设备购置经费" "$root/opt/monitorworker/out/mail" || fail "no mail about the late line"

begin=$(date +%s%N)
start run >"$root/tmp/out" 2>"$root/tmp/err" &
waiting=$!
for _ in $(seq 600); do grep -q "接下来的运行" "$root/tmp/out" && break; kill -0 "$waiting" 2>/dev/null || fail "run ended: $(cat "$root/tmp/err")"; sleep 0.1; done
grep -q "接下来的运行" "$root/tmp/out" || fail "run did not come up: $(cat "$root/tmp/out" "$root/tmp/err")"
echo "ok  run is up after $((($(date +%s%N) - begin) / 1000000)) ms, first check included"
sleep "${PROVE_SECONDS:-5}"
kill -TERM "$waiting"
wait "$waiting" || fail "run ended with $? instead of 0: $(cat "$root/tmp/err")"
echo "ok  run for ${PROVE_SECONDS:-5} s, stopped cleanly"
[ "$(tail -n +3 "$root/proc/net/dev" | awk '{ sum += $2 + $10 } END { print sum }')" = 0 ] || fail "something went over the network"
echo "ok  not a byte over any network"
echo "proved: $(basename "$archive")"
