#!/usr/bin/env python3
"""layers.py LIB: no file below LIB includes a folder to the right of its own, or a sibling.

base <- expr <- model <- { engine, format } <- { harness, analysis, render } <- store
"""

import re
import sys
from pathlib import Path

LAYERS = [["base"], ["expr"], ["model"], ["engine", "format"],
          ["harness", "analysis", "render"], ["store"]]
LEVEL = {folder: level for level, folders in enumerate(LAYERS) for folder in folders}


def allowed(own, other):
    """Whether a file in folder `own` (parts of a path) may include one in folder `other`."""
    if own[0] == other[0]:
        one_inside_the_other = own[:len(other)] == other or other[:len(own)] == own
        return own[0] != "format" or one_inside_the_other
    return LEVEL[other[0]] < LEVEL[own[0]]


def breaches(lib):
    for path in sorted(lib.glob("**/*.[ch]")):
        own = path.parent.relative_to(lib).parts
        if not own or own[0] not in LEVEL:
            yield f"{path}: its folder is not in the map of layers"
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            other = Path(match[1]).parent.parts if match else ()
            if not other:
                continue
            if other[0] not in LEVEL:
                yield f'{path}:{number}: "{match[1]}" is in no layer'
            elif not allowed(own, other):
                yield f'{path}:{number}: {"/".join(own)} must not include {"/".join(other)}'


def main():
    lib = Path(sys.argv[1])
    found = list(breaches(lib))
    print("\n".join(found) or f"layers: {len(list(lib.glob('**/*.[ch]')))} files, no breach")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
