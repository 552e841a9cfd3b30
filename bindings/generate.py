#!/usr/bin/env python3
"""generate.py [--check] BUILD: reads the public headers and writes api.json and the generated halves of the bindings.

BUILD is a folder in which CMake has been run: version.h lies there. With --check nothing is written; what differs from
the headers is shown, and the exit status is 1.
"""

import argparse
import difflib
import json
import shutil
import sys
from pathlib import Path

from generator import api, csharp, python
from generator.clang import Clang

HERE = Path(__file__).resolve().parent
SKIPPED = 77


def difference(path: Path, text: str) -> list[str]:
    now = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return list(difflib.unified_diff(now, text.splitlines(), str(path.relative_to(HERE)), "the headers", lineterm=""))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--clang", default="clang")
    arguments = parser.parse_args()
    if not shutil.which(arguments.clang):
        print("skipped: clang is missing")
        return SKIPPED
    found = api.read(Clang([HERE.parent / "include", arguments.build / "include"], arguments.clang))
    files = {"api.json": json.dumps(found, indent=1, ensure_ascii=False) + "\n",
             "python/src/acmplaybook/_native.py": python.write(found),
             "csharp/AcmPlaybook/Native.g.cs": csharp.write(found)}
    lines: list[str] = []
    for name, text in files.items():
        path = HERE / name
        if arguments.check:
            lines += difference(path, text)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    print("\n".join(lines[:80]) or f"generate: {len(found['functions'])} functions, {len(found['records'])} records, "
          f"{len(found['enums'])} enums")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
