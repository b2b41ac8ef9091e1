#!/bin/bash
# What testssl.sh says of the real server, as a person of its register sees it: grade A+, and nothing above LOW that is
# not explained here. testssl.sh SERVER ADMIN
set -euo pipefail
command -v testssl >/dev/null || { echo "testssl.sh is not installed"; exit 77; }
server=$1 admin=$2
export ASAN_OPTIONS=detect_leaks=0
work=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill "$pid"; wait; rm -rf "$work"' EXIT

database=(--database "$work/platform.sqlite")
today=$(TZ=Europe/Paris date +%F)
{
  "$admin" authority create --name Essai --directory "$work/authority"
  "$admin" server issue --authority "$work/authority" --host 127.0.0.1 --host localhost --out "$work/server"
  "$admin" keys create --directory "$work/keys"
  "$admin" convention notify "${database[@]}" --date "$today"
  "$admin" convention annexe "${database[@]}" --version annexe-1/2019 --dpo-ville essai --dpo-ville-date "$today" \
    --dpo-prefecture essai --dpo-prefecture-date "$today" --impact-study essai
} >"$work/admin.log"
person=$("$admin" person add "${database[@]}" --name Essai --service essai)
"$admin" profile create --authority "$work/authority" "${database[@]}" --person "$person" \
  --server wss://127.0.0.1:4433 --out "$work/person" >>"$work/admin.log"
cat "$work/person/person.pem" "$work/person/person.key" >"$work/person/both.pem"

: >"$work/log"
"$server" "${database[@]}" --keys "$work/keys" --certificate "$work/server/server.pem" --key "$work/server/server.key" \
  --client-authorities "$work/server/client-authorities.pem" --listen 127.0.0.1:0 2>"$work/log" &
pid=$!
port=$(timeout 60 tail -n +1 -f --pid="$pid" "$work/log" |
  sed -n '/"listening"/{s/.*"port": *\([0-9]*\).*/\1/p;q}') || true
[ -n "$port" ] || { cat "$work/log"; exit 1; }

# The parts that a grade is made of, without 40 simulated browsers. Its exit code counts findings, those of the person
# who runs it among them (an OpenSSL without engines).
testssl --quiet --color 0 --warnings off --nodns none -p -s -f -P -S -h -U --mtls "$work/person/both.pem" \
  --add-ca "$work/person/server-authority.pem" --jsonfile "$work/findings.json" "127.0.0.1:$port" >"$work/said" 2>&1 || true
kill -0 "$pid" || { cat "$work/log"; exit 1; }

python3 - "$work/findings.json" <<'PYTHON' || { cat "$work/said"; exit 1; }
import json, sys

# Our certificates name no place to ask for revocations: the server asks its register, at every login and all the time
# (docs/administration.md), and workstations trust one authority alone.
EXPLAINED = {"cert_revocation"}
findings = json.load(open(sys.argv[1]))
grades = [one["finding"] for one in findings if one["id"] == "overall_grade"]
bad = [one for one in findings
       if one["severity"] in ("MEDIUM", "HIGH", "CRITICAL", "FATAL") and one["id"] not in EXPLAINED]
capped = [one for one in findings if one["id"].startswith("grade_cap")]
for one in bad + capped:
    print(f'{one["severity"]} {one["id"]}: {one["finding"]}')
print("grade:", *grades)
sys.exit(bool(bad) or grades != ["A+"])
PYTHON
