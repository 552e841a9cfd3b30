#!/usr/bin/env python3
"""same.py [--update] ROOT BUILD [--run=PROGRAM] CC [FLAG...]: cases are the same wherever they run.

Builds the core of the library and same.c with CC, and compares what that tells - events, hashes, snapshots - with
same.txt, byte by byte. PROGRAM runs what was built for another machine. After an intended change of what cases do:
--update, with any compiler.
"""

import difflib
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))
import core  # noqa: E402

SKIPPED = 77
TESTS = ["abi/same.c", "support/random.c", "support/random_case.c"]


def main() -> int:
    arguments = [a for a in sys.argv[1:] if a != "--update" and not a.startswith("--run=")]
    runner = [a.removeprefix("--run=") for a in sys.argv[1:] if a.startswith("--run=")]
    root, built, compiler = Path(arguments[0]), Path(arguments[1]), arguments[2:]
    command = core.command_of(compiler, root, built)
    with tempfile.TemporaryDirectory() as folder:
        if core.is_missing(Path(folder), command, runner):
            print(f"skipped: no utf8proc for {' '.join([*compiler, *runner])}")
            return SKIPPED
        binary = core.build(root, Path(folder), command, TESTS)
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
