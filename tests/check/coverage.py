#!/usr/bin/env python3
"""coverage.py ROOT: each ACM_API function in ROOT/include is called in ROOT/tests/api/*.c."""

import re
import sys
from pathlib import Path

import headers


def main():
    root = Path(sys.argv[1])
    sources = sorted((root / "tests/api").glob("*.c"))
    tests = "".join(headers.without_comments(s.read_text(encoding="utf-8")) for s in sources)
    called = set(re.findall(r"\b(acm_\w+)\(", tests))
    functions = headers.all_functions(root)
    missing = [f"{f.file}:{f.line}: {f.name} is called in no API test"
               for f in functions if f.name not in called]
    print("\n".join(missing) or f"coverage: {len(functions)} functions, each called")
    return 1 if missing or not functions else 0


if __name__ == "__main__":
    sys.exit(main())
