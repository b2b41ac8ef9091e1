#!/bin/bash
# Manual pages and completion from the programs' own help: program_docs.sh PROGRAM-DOCS PROGRAMS.
set -eu
export QT_QPA_PLATFORM=offscreen
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fail() { echo "$*"; exit 1; }
"$1" "$2" "$folder"

# Every command that the program lists, in both languages, with its options.
for language in fr en; do
  page=$folder/man/man1/cortege-admin.1
  [ $language = en ] || page=$folder/man/fr/man1/cortege-admin.1
  "$2/cortege-admin" --language $language --help | sed -n 's/^  \([a-z-]* [a-z-]*\) .*/\1/p' >"$folder/commands"
  [ "$(wc -l <"$folder/commands")" -gt 50 ] || fail "commands were not listed"
  while read -r command; do
    grep -qxF ".SS ${command//-/\\-}" "$page" || fail "$command has no place in the manual page ($language)"
  done <"$folder/commands"
  [ "$(grep -c 'fB\\-\\-database' "$page")" -gt 20 ] || fail "options are not in the manual page ($language)"
done
grep -qF 'fB\-\-listen\fR' "$folder/man/man1/cortege-server.1" || fail "the server's options are not in its manual page"
grep -qF 'fB\-\-profile\fR' "$folder/man/fr/man1/cortege.1" || fail "Cortège's options are not in its manual page"

completes() { # WANTED WORD ...: the last word is completed
  local wanted=$1
  shift
  COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
  "_${1//-/_}" 2>/dev/null || true # compopt speaks to the shell, which is not there
  [ "${COMPREPLY[*]}" = "$wanted" ] || fail "completed: $* → ${COMPREPLY[*]}, not $wanted"
}
for file in "$folder"/bash-completion/completions/*; do . "$file"; done
cd "$folder"
mkdir autorite
: >plateforme.sqlite
completes "habilitation" cortege-admin hab
completes "propose" cortege-admin habilitation prop
completes "--database" cortege-admin person add --da
completes "plateforme.sqlite" cortege-admin person add --database pla
completes "autorite" cortege-admin server issue --authority aut
completes "en" cortege-admin person add --language e
completes "" cortege-admin person add --name pla
completes "contrast" cortege --look con
completes "--enrolment-listen" cortege-server --enr
completes "build" cortege-territory bui
