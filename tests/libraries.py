#!/usr/bin/env python3
"""The about box names every library that the program is linked to.

usage: libraries.py resources/about/libraries.tsv.in PROGRAM …
"""
import pathlib, re, subprocess, sys

# The compiler's, the system's and the display's own, which come with every program that has a window.
SYSTEM = r"ld-linux|lib(c|m|gcc_s|stdc\+\+|pthread|dl|rt|resolv|atomic|asan|ubsan|tsan|GLX|OpenGL|GL|EGL|xkbcommon)\."
rows = [line.split("\t") for line in pathlib.Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
named = [prefix for row in rows for prefix in row[3].split()]
troubles = []
for program in sys.argv[2:]:
    dynamic = subprocess.run(["readelf", "--dynamic", program], capture_output=True, text=True, check=True,
                             env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"}).stdout
    needed = re.findall(r"\(NEEDED\).*\[(.+)\]", dynamic)
    if len(needed) < 5:
        troubles.append(f"{program}: readelf tells no libraries")
    troubles += [f"{program}: {each}" for each in needed
                 if not re.match(SYSTEM, each) and not any(each.startswith(prefix) for prefix in named)]
print("\n".join(troubles) or "all named")
sys.exit(bool(troubles))
