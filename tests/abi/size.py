#!/usr/bin/env python3
"""size.py LIBRARY KIB: the stripped library takes at most KIB * 1024 bytes."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SKIPPED = 77


def main():
    library, limit = sys.argv[1], int(sys.argv[2])
    if not shutil.which("strip"):
        print("skipped: strip is missing")
        return SKIPPED
    with tempfile.TemporaryDirectory() as folder:
        stripped = Path(folder, "stripped")
        subprocess.run(["strip", "--strip-unneeded", "-o", stripped, library], check=True)
        size = stripped.stat().st_size
    print(f"size: {size / 1024:.1f} KiB stripped, {limit} KiB allowed")
    return 0 if size <= limit * 1024 else 1


if __name__ == "__main__":
    sys.exit(main())
