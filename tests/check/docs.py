#!/usr/bin/env python3
"""docs.py ROOT: each ACM_API function in ROOT/include has a whole doc comment.

That is a summary, @param for each parameter in order, @return unless it is void, @threads, @since.
"""

import re
import sys
from pathlib import Path

import headers


def faults_of(function):
    comment = function.comment
    if not comment:
        yield "no doc comment"
        return
    text = re.sub(r"^\s*\* ?", "", comment, flags=re.M).strip()
    if text.startswith("@"):
        yield "no summary"
    documented = re.findall(r"^@param (\w+)", text, flags=re.M)
    if documented != function.parameters:
        yield f"@param says {documented}, the declaration {function.parameters}"
    if ("@return" in text) == (function.result == "void"):
        yield "@return missing" if function.result != "void" else "@return of a void function"
    for tag in ("@threads", "@since"):
        if not re.search(tag + r" \S", text):
            yield f"{tag} missing"


def main():
    functions = headers.all_functions(Path(sys.argv[1]))
    found = [f"{f.file}:{f.line}: {f.name}: {fault}" for f in functions for fault in faults_of(f)]
    print("\n".join(found) or f"docs: {len(functions)} functions, each documented")
    return 1 if found or not functions else 0


if __name__ == "__main__":
    sys.exit(main())
