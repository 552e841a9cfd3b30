#!/usr/bin/env python3
"""convert.py TOOL SCHEMA FOLDER: the pages of FOLDER, or each model in it, as JSON is as SCHEMA says, and comes back the
same from it and from CMMN."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
from json_schema import Validator

SKIPPED = 77


def convert(tool, source, out="-", *options):
    return subprocess.run([tool, "convert", *options, source, out], check=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def faults_of(tool, validator, source):
    written = convert(tool, source)
    compact = convert(tool, source, "-", "--compact")
    yield from validator.faults(json.loads(written))
    if json.loads(written) != json.loads(compact):
        yield "the compact form says something else"
    if compact.count(b"\n") != 1:
        yield "the compact form is not one line"
    with tempfile.TemporaryDirectory() as scratch:
        lines, line, cmmn = (Path(scratch, name) for name in ("a.json", "b.json", "c.cmmn"))
        lines.write_bytes(written)
        line.write_bytes(compact)
        convert(tool, source, cmmn)
        for path in (lines, line, cmmn):
            if convert(tool, path) != written:
                yield f"{path.name} does not come back as it was"


def main():
    tool, schema, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if not folder.is_dir():
        print(f"skipped: {folder} is missing")
        return SKIPPED
    validator = Validator(json.loads(schema.read_text(encoding="utf-8")))
    sources = sorted(folder.glob("*.cmmn*")) or [folder]
    found = [f"{source.name}: {fault}" for source in sources
             for fault in faults_of(tool, validator, source)]
    print("\n".join(found) or f"convert: {len(sources)} in {folder.name} come back as they were")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
