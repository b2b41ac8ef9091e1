#!/usr/bin/env python3
"""Every command of ours in the documents exists: the subcommand and each option is in the program's own --help, each
command of ./dev in its usage. What stands in a block is there to be run: no option that the command wants is missing.

usage: docs_commands.py REPOSITORY PROGRAMS
"""
import functools, os, pathlib, re, shlex, subprocess, sys

root, programs = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
pages = [root / "README.md", root / "CONTRIBUTING.md", *sorted(root.glob("docs/*.md")), *sorted(root.glob("packaging/systemd/*"))]
OURS = ("cortege", "cortege-admin", "cortege-console", "cortege-server", "cortege-territory")
GROUPED = {"cortege-admin": 2, "cortege-territory": 1} # how many words name a command
ELLIPSES = {"…", "..."}


def commands(page):
    """Lines of code blocks and units with their continuations, and spans that begin with a program of ours; whether whole:
    spans are not, and what a unit leaves out is in packaging/settings."""
    text = page.read_text(encoding="utf-8")
    blocks = [block for kind, block in re.findall(r"^```(\w*)\n(.*?)^```", text, flags=re.M | re.S) if kind in ("", "sh")]
    blocks += re.findall(r"^    (\S.*)$", text, flags=re.M)
    lines = [(line, True) for line in "\n".join(blocks).replace("\\\n", " ").splitlines()]
    spans = [span for span in re.findall(r"`([^`]+)`", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)) if " " in span]
    lines += [(" ".join(span.split()), False) for span in spans]
    if page.suffix == ".service":
        lines += [(line, False) for line in text.splitlines()]
    for line, is_whole in lines:
        line = re.sub(r"\$\((?!cortege)[^()]*\)", "x", line) # what another program says is one word here
        for piece in re.split(r"[;&|]+ |\$\(|^ExecStart=|\) ", line):
            words = split(piece)
            while words and re.fullmatch(r"\w+=\S*|runuser|-u|--|exec|\w+=", words[0]) or words[:1] == ["cortege"] and words[1:2] == ["--"]:
                words = words[1:]
            name = words[0].rsplit("/", 1)[-1] if words else ""
            if name in OURS and len(words) > 1 or words[:1] == ["./dev"]:
                yield name, words[1:], is_whole and not any(word in ELLIPSES for word in words)


def split(line):
    line = line.replace("[", " ").replace("]", " ").rstrip(")")
    try:
        return shlex.split(line, comments=True)
    except ValueError: # a quotation that goes on elsewhere
        return line.split()


@functools.cache
def help_of(program, *words):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "ASAN_OPTIONS": "detect_leaks=0", "LC_ALL": "C.UTF-8"}
    done = subprocess.run([programs / program, *words, "--help"], env=environment, text=True, capture_output=True,
                          encoding="utf-8", timeout=120)
    return done.stdout if done.returncode == 0 else None


def needed(text):
    """The options of a usage line that stand in no brackets."""
    return re.findall(r"--[a-z][a-z-]*", re.sub(r"\[[^\]]*\]", "", text.partition("\n")[0]))


def trouble(name, words, is_whole):
    if name == "dev":
        usage = subprocess.run([root / "dev", "help"], text=True, capture_output=True, encoding="utf-8").stdout
        wanted = words[0] if words else "help"
        return None if re.search(rf"^  {re.escape(wanted)}\b", usage, flags=re.M) else f"./dev has no command {wanted}"
    count = GROUPED.get(name, 0)
    named = [word for word in words[:count] if re.fullmatch(r"[a-z][a-z-]*", word)]
    if len(named) < count and not (named and set(words) <= {*named, *ELLIPSES}) and not all(
            word.startswith("-") or word in ELLIPSES or word.isupper() for word in words[len(named):count]):
        return None # a sentence about the program
    text = help_of(name, *named)
    if text is None:
        return f"{name} {' '.join(named)} is no command"
    options = [word.split("=")[0] for word in words if re.match(r"--[a-z]", word)]
    unknown = [option for option in options if option not in ("--help", "--version") and not re.search(rf"{option}\b(?!-)", text)]
    if unknown:
        return f"{name} {' '.join(named)} has no {', '.join(unknown)}"
    missing = [option for option in needed(text) if option not in options] if is_whole and "--help" not in options else []
    return f"{name} {' '.join(named)} wants {', '.join(missing)}" if missing else None


troubles, seen = [], 0
for page in pages:
    for name, words, is_whole in commands(page):
        seen += 1
        why = trouble(name, words, is_whole)
        if why:
            troubles.append(f"{page.relative_to(root)}: {why}: {' '.join(words)[:80]}")
if seen < 80:
    troubles.append(f"only {seen} commands were found: this check would see nothing")
print("\n".join(dict.fromkeys(troubles)) or f"{seen} commands, all known")
sys.exit(bool(troubles))
