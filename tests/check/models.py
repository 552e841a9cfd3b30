#!/usr/bin/env python3
"""models.py TOOL EXPECTED FOLDER [--update]: all models of FOLDER are read, with just the findings that EXPECTED lists.

A line of EXPECTED is a file, a tab, and rules with their counts; a file that is not listed has no finding.
"""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

SKIPPED = 77
FINDING = re.compile(r"^.+:\d+:\d+: (?:note|warning|error) ([a-z-]+) ", re.M)


def findings_of(tool: str, model: Path) -> tuple[str, str]:
    """The rules that are found with their counts, and what went wrong."""
    done = subprocess.run([tool, "show", "--json", str(model)], capture_output=True, text=True, encoding="utf-8")
    found = Counter(FINDING.findall(done.stderr))
    rules = " ".join(f"{rule}={count}" for rule, count in sorted(found.items()))
    return rules, "" if done.returncode in (0, 1) and done.stdout else done.stderr.strip()


def main() -> int:
    tool, expected, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if not folder.is_dir():
        print(f"skipped: no models in {folder}")
        return SKIPPED
    lines = [line for line in expected.read_text(encoding="utf-8").splitlines() if line]
    wanted = dict(line.split("\t") for line in lines)
    models = sorted(folder.glob("*.cmmn"))
    seen, faults = {}, []
    for model in models:
        rules, fault = findings_of(tool, model)
        if fault:
            faults.append(f"{model.name}: {fault}")
        elif rules != wanted.get(model.name, ""):
            faults.append(f"{model.name}: found '{rules}', not '{wanted.get(model.name, '')}'")
        if rules:
            seen[model.name] = rules
    faults += [f"{name}: is not there" for name in wanted if name not in {model.name for model in models}]
    if "--update" in sys.argv:
        expected.write_text("".join(f"{name}\t{rules}\n" for name, rules in seen.items()), encoding="utf-8")
    print("\n".join(faults) or f"models: {len(models)} read, {len(seen)} of them with findings")
    return 1 if faults or not models else 0


if __name__ == "__main__":
    sys.exit(main())
