#!/usr/bin/env python3
"""exports.py ROOT [LIBRARY]: ACM_API functions = names in the version script = exports of LIBRARY."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import headers

SKIPPED = 77


def names_of_map(path):
    """name -> node, as the version script has them."""
    names = {}
    for node, body in re.findall(r"^(\S+) \{(.*?)^\}", path.read_text(), flags=re.S | re.M):
        for name in re.findall(r"^\s+(\w+);", body, flags=re.M):
            names[name] = node
    return names


def names_of_library(path):
    output = subprocess.run(["nm", "-D", "--defined-only", path], check=True, text=True,
                            stdout=subprocess.PIPE).stdout
    symbols = [line.split()[2].partition("@") for line in output.splitlines() if " A " not in line]
    return {name: version.lstrip("@") for name, _, version in symbols}


def compare(left, right, what_left, what_right):
    for name in sorted(left.keys() ^ right.keys()):
        there, not_there = (what_left, what_right) if name in left else (what_right, what_left)
        yield f"{name}: in {there}, not in {not_there}"
    for name in sorted(left.keys() & right.keys()):
        if left[name] and right[name] and left[name] != right[name]:
            yield f"{name}: {left[name]} in {what_left}, {right[name]} in {what_right}"


def main():
    root = Path(sys.argv[1])
    declared = {f.name: "" for f in headers.all_functions(root)}
    mapped = names_of_map(root / "lib/acmplaybook.map")
    found = list(compare(declared, mapped, "the headers", "the version script"))
    if len(sys.argv) > 2:
        if not shutil.which("nm"):
            print("skipped: nm is missing")
            return SKIPPED
        exported = names_of_library(sys.argv[2])
        found += compare(mapped, exported, "the version script", "the library")
    print("\n".join(found) or f"exports: {len(mapped)} functions agree")
    return 1 if found or not mapped else 0


if __name__ == "__main__":
    sys.exit(main())
