#!/usr/bin/env python3
"""overlay.py SCHEMA READER WORDS OVERLAY...: the schema of overlays knows the keys of READER's tables, its enumerations
are tables of WORDS, C files with commas between, and each OVERLAY is as it says; a fault planted anywhere in one is found.
"""

import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
from json_schema import Validator
from schema import parts, planted


def apart(what, ours, schemas):
    yield from (f"{what} {word}: not in the schema" for word in sorted(ours - schemas))
    yield from (f"{what} {word}: in the schema alone" for word in sorted(schemas - ours))


def main():
    schema, reader = (Path(path).read_text(encoding="utf-8") for path in sys.argv[1:3])
    words = "".join(Path(path).read_text(encoding="utf-8") for path in sys.argv[3].split(","))
    objects = [part for _, part in parts(json.loads(schema)) if isinstance(part, dict)]
    keys = {key for part in objects if part.get("type") == "object"
            for key in part.get("properties", {})}
    enumerations = [set(part["enum"]) for part in objects if "enum" in part]
    tables = [set(re.findall(r'"([\w-]+)"', table))
              for table in re.findall(r"\w\[\] = \{(.*?)\};", words, flags=re.S)]
    found = list(apart("key", set(re.findall(r'\{"([$\w]+)", (?:\w+), \w+, 0\}', reader)), keys))
    for enumeration in enumerations:
        nearest = max(tables, key=lambda table: len(table & enumeration))
        found += apart("word", nearest, enumeration)
    validator = Validator(json.loads(schema))
    for path in sys.argv[4:]:
        overlay = json.loads(Path(path).read_text(encoding="utf-8"))
        found += [f"{path}: {fault}" for fault in validator.faults(overlay)]
        found += [f"{path}: a fault planted at {where} is not found"
                  for where, _ in parts(overlay) if not validator.faults(planted(overlay, where))]
    print("\n".join(found) or f"overlay: {len(keys)} keys, {len(enumerations)} enumerations, no fault")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
