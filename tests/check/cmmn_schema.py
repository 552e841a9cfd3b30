#!/usr/bin/env python3
"""cmmn_schema.py WRITER SCHEMAS: what WRITER writes into a folder is valid by the schema of CMMN 1.1 in the folder SCHEMAS,
and all that it refers to by id is there.

The check is sharp: faults planted in each file are found.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

SKIPPED = 77

# What is taken out of a file, and what comes in its place.
FAULTS = [
    (r"<cmmndi:CMMNLabel/>", ""),
    (r"<standardEvent>\w+<", "<standardEvent>explode<"),
    (r'definitionRef="[^"]*"', 'definitionRef="nothing-has-this-id"'),
    (r'feeds="[^"]*"', 'feeds="nothing-has-this-id"'),
    (r'cmmnElementRef="[^"]*"', 'cmmnElementRef="nothing-has-this-id"'),
    (r'(<case id="([^"]*)".*?<planItem id=")[^"]*"', r'\1\2"'),
    (r'<role id="', '<role id="/'),
    (r"<itemControl>", "<itemControl><casePlanModel/>"),
]


def unknown_ids(path: Path) -> Iterator[str]:
    """Ids that are referred to, which xmllint does not look at."""
    elements = list(ElementTree.parse(path).getroot().iter())
    ids = {element.get("id") for element in elements}
    for element in elements:
        for name, value in element.items():
            if name.endswith(("Ref", "Refs")) or name == "feeds":
                yield from (one for one in value.split() if one not in ids)


def fault_of(schema: Path, path: Path) -> str:
    """What is wrong with a file, else nothing."""
    run = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", schema, path],
                         stderr=subprocess.PIPE, encoding="utf-8")
    return run.stderr if run.returncode else " ".join(unknown_ids(path))


def faults(schema: Path, folder: Path) -> Iterator[str]:
    planted = Path(folder, "planted")
    seen = set()
    for path in sorted(folder.glob("*.cmmn")):
        if fault := fault_of(schema, path):
            yield f"{path.name}: {fault}"
        text = path.read_text(encoding="utf-8")
        for pattern, instead in FAULTS:
            changed, count = re.subn(pattern, instead, text, count=1, flags=re.S)
            if not count:
                continue
            seen.add(pattern)
            planted.write_text(changed, encoding="utf-8")
            if not fault_of(schema, planted):
                yield f"{path.name}: {instead or 'nothing'} instead of {pattern} is not found"
    yield from (f"no file has {pattern}" for pattern, _ in FAULTS if pattern not in seen)


def main() -> int:
    writer, schema = sys.argv[1], Path(sys.argv[2], "CMMN11.xsd")
    if not shutil.which("xmllint"):
        print("skipped: xmllint is missing")
        return SKIPPED
    if not schema.is_file():
        print("skipped: the schema of CMMN is missing, which tests/run.sh installs")
        return SKIPPED
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([writer, folder], check=True)
        found = list(faults(schema, Path(folder)))
        count = len(list(Path(folder).glob("*.cmmn")))
    print("\n".join(found) or f"cmmn_schema: {count} files are valid")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
