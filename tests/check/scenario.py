#!/usr/bin/env python3
"""scenario.py SCHEMA HARNESS LIFECYCLE SCENARIO...: the schema of scenarios knows the keys and the words of HARNESS, a folder.

The states are those of LIFECYCLE. Each SCENARIO is as the schema says; a fault planted anywhere in one is found.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
from json_schema import Validator
from overlay import apart
from schema import parts, planted

KEYS = re.compile(r'\{"([$\w]+)", (?:\w+), \w+, 0\}')
TABLES = re.compile(r"(\w+)\[\w*\] = \{(.*?)\};", flags=re.S)


def tables(*sources: Path) -> list[set[str]]:
    """The words of each table of C sources."""
    text = "".join(source.read_text(encoding="utf-8") for source in sources)
    return [set(re.findall(r'"([\w-]+)"', table)) for _, table in TABLES.findall(text)]


def words_apart(objects: list[dict], known: list[set[str]]) -> Iterator[str]:
    """An enumeration is one of the tables; no item is in the state none."""
    for enumeration in (set(part["enum"]) for part in objects if "enum" in part):
        nearest = max(known, key=lambda table: len(table & enumeration))
        yield from apart("word", nearest - ({"none"} if "active" in nearest else set()), enumeration)


def faults_of(validator: Validator, path: str) -> Iterator[str]:
    """A fact may have any name, so that nothing can be planted among facts."""
    scenario = json.loads(Path(path).read_text(encoding="utf-8"))
    yield from (f"{path}: {fault}" for fault in validator.faults(scenario))
    for where, _ in parts(scenario):
        if not where or where[-1] != "variables":
            if not validator.faults(planted(scenario, where)):
                yield f"{path}: a fault planted at {where} is not found"


def main() -> int:
    schema = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    harness, lifecycle = Path(sys.argv[2]), Path(sys.argv[3])
    objects = [part for _, part in parts(schema) if isinstance(part, dict)]
    described = {key for part in objects if part.get("type") == "object" for key in part.get("properties", {})}
    read = {key for source in sorted(harness.glob("*.c")) for key in KEYS.findall(source.read_text(encoding="utf-8"))}
    semantics = harness.parent / "format/words.c"
    words = [path for path in (harness / "words.c", lifecycle, semantics) if path.exists()]
    found = [*apart("key", read, described), *words_apart(objects, tables(*words))]
    validator = Validator(schema)
    for path in sys.argv[4:]:
        found += faults_of(validator, path)
    print("\n".join(found) or f"scenario: {len(described)} keys, {len(sys.argv) - 4} scenarios, no fault")
    return 1 if found or not described else 0


if __name__ == "__main__":
    sys.exit(main())
