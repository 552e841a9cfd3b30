#!/usr/bin/env python3
"""schema.py SCHEMA WORDS PROGRAM PAGE...: what PROGRAM prints, a JSON value a line, is as SCHEMA says.

SCHEMA knows the words of WORDS, C files with commas between, and enumerates no others. It is sharp: a fault planted anywhere is found.
"""

import copy
import json
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
from json_schema import Validator


def parts(value, path=()):
    """All objects and lists within a value, with their paths."""
    if isinstance(value, (dict, list)):
        yield path, value
        for step, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from parts(part, path + (step,))


def planted(value, path):
    """A copy with what never belongs there: in an object an unknown key, in a list a fraction."""
    value = copy.deepcopy(value)
    at = value
    for step in path:
        at = at[step]
    if isinstance(at, dict):
        at["no such key"] = 0
    else:
        at.append(0.5)
    return value


def words_apart(schema, source):
    objects = [part for _, part in parts(schema) if isinstance(part, dict)]
    enumerated = {word for part in objects for word in part.get("enum", [])}
    named = {name for part in objects for name in part.get("properties", {})}
    written = set(re.findall(r'"([\w-]+)"', source))
    yield from (f"{word}: not in the schema" for word in sorted(written - enumerated - named))
    yield from (f"{word}: in the schema alone" for word in sorted(enumerated - written))


def main():
    schema = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    source = "".join(Path(path).read_text(encoding="utf-8") for path in sys.argv[2].split(","))
    validator = Validator(schema)
    printed = subprocess.run(sys.argv[3:], check=True, encoding="utf-8",
                             stdout=subprocess.PIPE).stdout.splitlines()
    values = [json.loads(line) for line in printed]
    found = list(words_apart(schema, source))
    found += [f"output {i}{fault}" for i, value in enumerate(values, 1)
              for fault in validator.faults(value)]
    found += [f"output {i}: a fault planted at {path} is not found"
              for i, value in enumerate(values[:4], 1) for path, _ in parts(value)
              if not validator.faults(planted(value, path))]
    print("\n".join(found) or f"schema: {len(values)} outputs, no fault")
    return 1 if found or not values else 0


if __name__ == "__main__":
    sys.exit(main())
