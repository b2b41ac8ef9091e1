#!/usr/bin/env python3
"""Every link of README, CONTRIBUTING and docs/ leads to a file and, within a page, to one of its headings; every picture is
in the repository or one that `./dev demo` takes. Addresses on the internet are listed by --outside, not asked.

usage: docs_links.py REPOSITORY [--outside]
"""
import pathlib, re, sys

root = pathlib.Path(sys.argv[1]).resolve()
pages = [root / "README.md", root / "CONTRIBUTING.md", *sorted((root / "docs").rglob("*.md"))]
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)\s]+)\)")


def text_of(page):
    """Without what stands in blocks and spans of code."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    return re.sub(r"`[^`\n]*`", "code", text)


def anchor(heading):
    """As forges, pandoc and the programs' own help make it (libs/widgets/src/common/helpsections.cpp)."""
    heading = re.sub(r"`([^`]*)`", r"\1", heading)
    heading = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
    return "".join("-" if c == " " else c for c in heading if c.isalnum() or c in "-_ ")


def anchors(page):
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    return {anchor(line) for line in re.findall(r"^#+ +(.*)$", text, flags=re.M)}


def demo_pictures():
    script = (root / "packaging/demo-pictures").read_text(encoding="utf-8")
    return {f"{name}.png" for name in re.findall(r"(?:\bpicture |\$folder/)([a-z]+-\d[\w-]*)", script)}


headings, taken, troubles, outside = {page: anchors(page) for page in pages}, demo_pictures(), [], set()
for page in pages:
    for picture, target in LINK.findall(text_of(page)):
        path, _, fragment = target.partition("#")
        if re.match(r"[a-z]+:", target):
            outside.add(target)
            continue
        file = (page.parent / path).resolve() if path else page
        if picture and file.parent.name == "demo" and file.name in taken:
            continue
        if not file.exists():
            troubles.append(f"{page.relative_to(root)}: {target}: no such file")
        elif fragment and file in headings and fragment not in headings[file]:
            troubles.append(f"{page.relative_to(root)}: {target}: no such heading")
if "--outside" in sys.argv:
    print("\n".join(sorted(outside)))
print("\n".join(troubles) or f"{len(pages)} pages, every link leads somewhere")
sys.exit(bool(troubles))
