#!/usr/bin/env python3
"""same.py [--update] ROOT BUILD [--run=PROGRAM] CC [FLAG...]: cases are the same wherever they run.

Builds the core of the library and same.c with CC, and compares what that tells - events, hashes, snapshots - with
same.txt, byte by byte. PROGRAM runs what was built for another machine. After an intended change of what cases do:
--update, with any compiler.
"""

import difflib
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
SKIPPED = 77
FOLDERS = ["base", "expr", "model", "engine"]
TESTS = ["abi/same.c", "support/random.c", "support/random_case.c"]
PROBE = "#include <utf8proc.h>\nint main(void) { return utf8proc_version() == 0; }\n"


def is_missing(work: Path, command: list[str], runner: list[str]) -> bool:
    """Whether no program with utf8proc can be built and run this way."""
    source, binary = work / "probe.c", work / "probe"
    source.write_text(PROBE)
    try:
        subprocess.run([*command, source, "-o", binary, "-lutf8proc"], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        subprocess.run([*runner, binary], check=True)
    except (OSError, subprocess.CalledProcessError):
        return True
    return False


def build(root: Path, work: Path, command: list[str]) -> Path:
    sources = [s for folder in FOLDERS for s in sorted((root / "lib" / folder).rglob("*.c"))]
    sources += [root / "tests" / t for t in TESTS]

    def compile_one(source: Path) -> str:
        result = work / f"{source.parent.name}-{source.stem}.o"
        subprocess.run([*command, "-c", source, "-o", result], check=True)
        return str(result)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        objects = list(pool.map(compile_one, sources))
    binary = work / "same"
    unused = "-Wl,--gc-sections"  # what only readers of pages call
    subprocess.run([*command, unused, *objects, "-o", binary, "-lutf8proc"], check=True)
    return binary


def main() -> int:
    arguments = [a for a in sys.argv[1:] if a != "--update" and not a.startswith("--run=")]
    runner = [a.removeprefix("--run=") for a in sys.argv[1:] if a.startswith("--run=")]
    root, built, compiler = Path(arguments[0]), Path(arguments[1]), arguments[2:]
    command = [*compiler, "-std=c11", "-ffp-contract=off", "-ffunction-sections", "-DACM_STATIC", f"-I{root}/lib",
               f"-I{built}/lib", f"-I{root}/include", f"-I{built}/include", f"-I{root}/tests"]
    with tempfile.TemporaryDirectory() as folder:
        if is_missing(Path(folder), command, runner):
            print(f"skipped: no utf8proc for {' '.join([*compiler, *runner])}")
            return SKIPPED
        binary = build(root, Path(folder), command)
        told = subprocess.run([*runner, binary], check=True, text=True,
                              stdout=subprocess.PIPE).stdout
    golden = HERE / "same.txt"
    if "--update" in sys.argv:
        golden.write_text(told)
    difference = list(difflib.unified_diff(golden.read_text().splitlines(), told.splitlines(),
                                           "same.txt", " ".join(compiler), lineterm="", n=0))
    print("\n".join(difference[:40]) or f"same: {len(told.splitlines())} lines agree")
    return 1 if difference else 0


if __name__ == "__main__":
    sys.exit(main())
