#!/usr/bin/env python3
"""overlay.py SCHEMA READER WORDS OVERLAY...: the schema of overlays knows the keys of READER's tables and the events of
WORDS, both C files, and each OVERLAY is as it says; a fault planted anywhere in one is found.
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
    schema, reader, words = (Path(path).read_text(encoding="utf-8") for path in sys.argv[1:4])
    objects = [part for _, part in parts(json.loads(schema)) if isinstance(part, dict)]
    keys = {key for part in objects if part.get("type") == "object"
            for key in part.get("properties", {})}
    events = {word for part in objects for word in part.get("enum", [])}
    known = re.search(r"acm__words_events\[\] = \{(.*?)\};", words, flags=re.S)[1]
    found = list(apart("key", set(re.findall(r'\{"([$\w]+)", (?:\w+), \w+, 0\}', reader)), keys))
    found += apart("event", set(re.findall(r'"(\w+)"', known)), events)
    validator = Validator(json.loads(schema))
    for path in sys.argv[4:]:
        overlay = json.loads(Path(path).read_text(encoding="utf-8"))
        found += [f"{path}: {fault}" for fault in validator.faults(overlay)]
        found += [f"{path}: a fault planted at {where} is not found"
                  for where, _ in parts(overlay) if not validator.faults(planted(overlay, where))]
    print("\n".join(found) or f"overlay: {len(keys)} keys, {len(events)} events, no fault")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
