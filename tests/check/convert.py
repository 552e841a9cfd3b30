#!/usr/bin/env python3
"""convert.py TOOL SCHEMA FOLDER: the pages of FOLDER as JSON are as SCHEMA says, and come back the same from it."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
from json_schema import Validator

SKIPPED = 77


def convert(tool, source, *options):
    return subprocess.run([tool, "convert", *options, source, "-"], check=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def faults_of(tool, validator, folder):
    written = convert(tool, folder)
    compact = convert(tool, folder, "--compact")
    yield from validator.faults(json.loads(written))
    if json.loads(written) != json.loads(compact):
        yield "the compact form says something else"
    if compact.count(b"\n") != 1:
        yield "the compact form is not one line"
    with tempfile.TemporaryDirectory() as scratch:
        for name, text in (("lines.json", written), ("compact.json", compact)):
            path = Path(scratch, name)
            path.write_bytes(text)
            if convert(tool, path) != written:
                yield f"{name} does not come back as it was"


def main():
    tool, schema, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if not folder.is_dir():
        print(f"skipped: {folder} is missing")
        return SKIPPED
    validator = Validator(json.loads(schema.read_text(encoding="utf-8")))
    found = list(faults_of(tool, validator, folder))
    print("\n".join(found) or f"convert: {folder.name} comes back as it was")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
