#!/usr/bin/env python3
"""outline.py TOOL CORPUS: what the tool makes of published pages, field by field, and how many task rows it finds."""

import json
import subprocess
import sys
from pathlib import Path

SKIPPED = 77
TASK_ROWS = {"en": 255, "zh-hans": 254}  # three of them only by repairing their rows


def outlines(tool, pages):
    result = subprocess.run([tool, "outline", *pages], capture_output=True, text=True,
                            encoding="utf-8")
    if result.returncode != 0:
        sys.exit(f"{tool} outline: exit status {result.returncode}\n{result.stderr}")
    return [json.loads(line) for line in result.stdout.splitlines()]


def differences(path, found, expected):
    """Yields path, found and expected of the innermost values that differ."""
    if isinstance(found, dict) and isinstance(expected, dict):
        for key in [*expected, *(key for key in found if key not in expected)]:
            yield from differences(f"{path}.{key}", found.get(key), expected.get(key))
    elif isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
        for i, pair in enumerate(zip(found, expected)):
            yield from differences(f"{path}[{i}]", *pair)
    elif found != expected:
        yield path, found, expected


def compare(tool, corpus):
    faults = 0
    for path in sorted(corpus.glob("expected/*/*.json")):
        expected = json.loads(path.read_text(encoding="utf-8"))
        page = corpus / expected["lang"] / expected["file"]
        (found,) = outlines(tool, [page])
        if list(found) != list(expected):
            print(f"{page}: fields are {', '.join(found)}")
            faults += 1
        for field, got, wanted in differences(path.stem, found, expected):
            print(f"{page}: {field} is {got!r}, not {wanted!r}")
            faults += 1
    return faults


def count_tasks(tool, corpus):
    faults = 0
    for language, expected in TASK_ROWS.items():
        pages = outlines(tool, sorted((corpus / language).glob("*.md")))
        found = sum(len(part["tasks"]) for page in pages for part in [page, *page["steps"]])
        print(f"{language}: {len(pages)} pages, {found} task rows")
        if found != expected:
            print(f"{language}: {expected} task rows are there")
            faults += 1
    return faults


def main():
    tool, corpus = sys.argv[1], Path(sys.argv[2])
    if not (corpus / "expected").is_dir():
        print(f"skipped: no corpus in {corpus}")
        return SKIPPED
    return 1 if compare(tool, corpus) + count_tasks(tool, corpus) else 0


if __name__ == "__main__":
    sys.exit(main())
