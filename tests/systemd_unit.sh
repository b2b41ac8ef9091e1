#!/bin/sh
# systemd's own reading of the unit, where it is there and knows Type=notify-reload: systemd_unit.sh UNIT PROGRAM.
set -eu
version=$(systemd-analyze --version 2>/dev/null | sed -n '1s/^systemd \([0-9]*\).*/\1/p')
[ "${version:-0}" -ge 253 ] || { echo "needs systemd 253"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
unit=$(basename "$1")
sed "s|/usr/bin/cortege-[a-z]*|$2|" "$1" >"$folder/$unit"
said=$(systemd-analyze verify --recursive-errors=no "$folder/$unit" 2>&1) || { echo "$said"; exit 1; }
echo "$said"
! echo "$said" | grep -qF "$unit:" # warnings do not fail it
