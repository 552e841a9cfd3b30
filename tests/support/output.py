#!/usr/bin/env python3
"""output.py EXPECTED COMMAND...: the command succeeds and prints just what the file EXPECTED holds."""

import difflib
import subprocess
import sys
from pathlib import Path


def main():
    expected = Path(__file__).resolve().parent.parent / sys.argv[1]
    run = subprocess.run(sys.argv[2:], text=True, encoding="utf-8", stdout=subprocess.PIPE)
    difference = list(difflib.unified_diff(expected.read_text(encoding="utf-8").splitlines(),
                                           run.stdout.splitlines(), str(expected), "printed",
                                           lineterm=""))
    print("\n".join(difference) or run.stdout)
    return 1 if difference or run.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
