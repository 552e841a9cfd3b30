#!/usr/bin/env python3
"""style.py text|format ROOT: rules for source files, by eye (text) and by clang-format (format)."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

SKIPPED = 77
FOLDERS = ["lib", "include", "examples", "tests", "bindings"]
OUT_OF_RULES = re.compile(r"/tests/(data|fuzz/corpus|check/planted)/|/build|/(bin|obj|artifacts)/")
GENERATED = "Made by bindings/generate.py"
TEXT = {".c", ".h", ".def", ".py", ".sh", ".cmake", ".cs", ".txt", ".in"}
CLANG_FORMAT = "14"  # versions differ in what they find beautiful
MAX_LINES = 800


def files(root, suffixes):
    inside = [root] if not (root / "lib").is_dir() else [root / folder for folder in FOLDERS]
    for folder in inside:
        for path in sorted(folder.glob("**/*")):
            hidden = OUT_OF_RULES.search("/" + str(path.relative_to(root)))
            if path.suffix in suffixes and path.is_file() and not hidden:
                yield path


def faults_of(path):
    text = path.read_bytes().decode("utf-8")
    lines = text.split("\n")
    if len(lines) > MAX_LINES + 1 and path.suffix != ".def" and GENERATED not in text[:200]:
        yield 1, f"{len(lines) - 1} lines, more than {MAX_LINES}"
    if lines[-1]:
        yield len(lines), "no line end at the end of the file"
    for number, line in enumerate(lines, 1):
        if "\t" in line:
            yield number, "tab"
        if line != line.rstrip():
            yield number, "blank at the end of the line"


def check_text(root):
    found = [f"{path}:{line}: {fault}" for path in files(root, TEXT)
             for line, fault in faults_of(path)]
    print("\n".join(found) or "style: no fault")
    return 1 if found else 0


def clang_format():
    for name in (f"clang-format-{CLANG_FORMAT}", "clang-format"):
        path = shutil.which(name)
        if path and f"version {CLANG_FORMAT}." in subprocess.getoutput(f"{path} --version"):
            return path
    return None


def check_format(root):
    tool = clang_format()
    if not tool:
        print(f"skipped: clang-format {CLANG_FORMAT} is missing")
        return SKIPPED
    sources = list(files(root, {".c", ".h"}))
    return subprocess.run([tool, "--dry-run", "--Werror", *sources]).returncode


def main():
    check = {"text": check_text, "format": check_format}[sys.argv[1]]
    return check(Path(sys.argv[2]).resolve())


if __name__ == "__main__":
    sys.exit(main())
