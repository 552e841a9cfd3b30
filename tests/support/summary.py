#!/usr/bin/env python3
"""summary.py REPORTS: adds up what ctest reported; fails if a test did."""

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path


def outcomes(report):
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        left_out = case.find("skipped")
        if case.get("status") == "run":
            outcome = "passed"
        elif left_out is not None and left_out.get("message", "").startswith("SKIP_"):
            outcome = "skipped"
        else:
            outcome = "failed"
        yield outcome, f"{report.stem}: {case.get('name')}"


def main():
    folder = Path(sys.argv[1])
    found = {"passed": [], "failed": [], "skipped": []}
    for report in sorted(folder.glob("*.xml")):
        for outcome, name in outcomes(report):
            found[outcome].append(name)
    for outcome, ending in (("failed", "broken"), ("skipped", "missing")):
        found[outcome] += [path.read_text().strip() for path in sorted(folder.glob(f"*.{ending}"))]
    for outcome in ("skipped", "failed"):
        for name in found[outcome]:
            print(f"{outcome}: {name}")
    print(", ".join(f"{len(names)} {outcome}" for outcome, names in found.items()))
    return 1 if found["failed"] or not found["passed"] else 0


if __name__ == "__main__":
    sys.exit(main())
