#!/usr/bin/env python3
"""threads.py ROOT BUILD CC: cases of shared playbooks on many threads, watched by ThreadSanitizer."""

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
import core  # noqa: E402

SKIPPED = 77
TESTS = ["threads/threads.c", "support/random.c", "support/random_case.c"]


def main() -> int:
    root, built, compiler = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    command = core.command_of([compiler, "-fsanitize=thread", "-g", "-O1", "-D_POSIX_C_SOURCE=200809L", "-pthread"],
                              root, built)
    with tempfile.TemporaryDirectory() as folder:
        if core.is_missing(Path(folder), command, []):
            print(f"skipped: {compiler} builds nothing that ThreadSanitizer can watch")
            return SKIPPED
        return subprocess.run([core.build(root, Path(folder), command, TESTS)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
