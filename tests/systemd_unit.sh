#!/bin/sh
# systemd's own reading of the unit, where it is there and knows Type=notify-reload: systemd_unit.sh UNIT PROGRAM.
set -eu
version=$(systemd-analyze --version 2>/dev/null | sed -n '1s/^systemd \([0-9]*\).*/\1/p')
[ "${version:-0}" -ge 253 ] || { echo "needs systemd 253"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
sed "s|/usr/bin/cortege-server|$2|" "$1" >"$folder/cortege-server.service"
said=$(systemd-analyze verify --recursive-errors=no "$folder/cortege-server.service" 2>&1) || { echo "$said"; exit 1; }
echo "$said"
! echo "$said" | grep -q 'cortege-server\.service:' # warnings do not fail it
