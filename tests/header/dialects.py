#!/usr/bin/env python3
"""dialects.py ROOT BUILD: each public header compiles alone, twice included, in each dialect."""

import shutil
import subprocess
import sys
from pathlib import Path

SKIPPED = 77
COMPILERS = {"gcc": ("c99", "c11"), "g++": ("c++17",), "clang": ("c99", "c11"),
             "clang++": ("c++17",)}
WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror"]


def compile_alone(compiler, dialect, header, includes):
    language = "c++" if "++" in dialect else "c"
    source = f"#include <{header}>\n#include <{header}>\nint main(void) {{ return 0; }}\n"
    return subprocess.run([compiler, f"-std={dialect}", "-x", language, "-fsyntax-only",
                           *WARNINGS, *includes, "-"], input=source, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def main():
    root, build = Path(sys.argv[1]), Path(sys.argv[2])
    includes = [f"-I{root}/include", f"-I{build}/include"]
    names = sorted(str(p.relative_to(root / "include")) for p in root.glob("include/**/*.h"))
    done, failed = 0, 0
    for compiler, dialects in COMPILERS.items():
        if not shutil.which(compiler):
            print(f"skipped: {compiler} is missing")
            continue
        for dialect in dialects:
            for name in [*names, "acmplaybook/version.h"]:
                run = compile_alone(compiler, dialect, name, includes)
                done += 1
                failed += run.returncode != 0
                if run.returncode:
                    print(f"not ok - {compiler} -std={dialect} {name}\n{run.stdout}")
    print(f"{done} compiled, {failed} failed")
    return SKIPPED if not done else 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
