#!/usr/bin/env python3
"""The tests that docs/conformite.tsv, docs/securite.tsv and docs/accessibilite.md name exist.

usage: conformity.py REPOSITORY PROGRAMS CTEST-FILE     PROGRAMS: the folder of the test programs; CTEST-FILE: where
                                                       CMake lists the tests that are no Catch2 cases
"""
import os, pathlib, re, subprocess, sys

root, programs, listing = map(pathlib.Path, sys.argv[1:])
SECTIONS = {"conformite.tsv": 4, "securite.tsv": 4}
ARTICLES = {str(number) for number in range(1, 11)}


def rows(name):
    for number, line in enumerate((root / "docs" / name).read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            yield f"docs/{name}:{number}", line.split("\t")


def cases(target):
    """What the program itself says, one name a line."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "ASAN_OPTIONS": "detect_leaks=0"}
    done = subprocess.run([programs / target, "--list-tests", "--verbosity", "quiet"], env=environment, text=True,
                          capture_output=True, encoding="utf-8")
    return {line.strip().strip('"') for line in done.stdout.splitlines()}


def trouble(name):
    target, _, case = name.partition(": ")
    if (programs / target).exists() and case:
        if target not in known:
            known[target] = cases(target)
        return None if case in known[target] else f"{target} has no test « {case} »"
    return None if f'"{name}"' in others or f"[=[{name}]=]" in others else f"there is no test « {name} »"


troubles, known, articles = [], {}, set()
others = listing.read_text(encoding="utf-8")
for name, columns in SECTIONS.items():
    for place, row in rows(name):
        if len(row) != columns or not all(cell.strip() for cell in row):
            troubles.append(f"{place}: {columns} filled columns are wanted")
            continue
        if name == "conformite.tsv":
            articles.update(re.findall(r"\d+", row[0]))
        if why := trouble(row[3]):
            troubles.append(f"{place}: {why}")
page = (root / "docs/accessibilite.md").read_text(encoding="utf-8")
troubles += [f"docs/accessibilite.md: {why}" for name in re.findall(r"`(ui_[^`]+)`", page) if (why := trouble(name))]
if articles != ARTICLES:
    troubles.append(f"docs/conformite.tsv: articles without a line: {sorted(ARTICLES - articles, key=int)}")
if sum(map(len, known.values())) < 100:
    troubles.append("the programs list hardly any tests: this check would see nothing")
print("\n".join(troubles) or f"{sum(1 for n in SECTIONS for _ in rows(n))} lines, all their tests are there")
sys.exit(bool(troubles))
