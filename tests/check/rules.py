#!/usr/bin/env python3
"""rules.py ROOT [--update]: each rule of findings has an example, and the table in lib/analysis/README.md lists it."""

import difflib
import re
import sys
from pathlib import Path

RULE = re.compile(r'^ACM__RULE\((\w+), "([^"]+)", (\w+), [01], "((?:[^"\\]|\\.)*)"\)', re.M)
EXAMPLE = re.compile(r'^ACM__EXAMPLE\((\w+),\s*"((?:[^"\\]|\\.)*)"', re.M)
BEGIN, END = "<!-- rules.py -->\n", "<!-- end -->\n"


def unquote(text):
    return re.sub(r"\\(.)", r"\1", text)


def faults_of(rules, examples):
    names = [name for name, *_ in rules]
    ids = [rule_id for _, rule_id, *_ in rules]
    for rule_id in ids:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule_id) or ids.count(rule_id) > 1:
            yield f"{rule_id}: no id, or that of two rules"
    for name in names:
        if examples.count(name) != 1:
            yield f"{name}: {examples.count(name)} examples"
    for name in sorted(set(examples) - set(names)):
        yield f"{name}: an example of no rule"


def table_of(rules, advice):
    lines = ["| rule | severity | what it finds | how to mend it |", "| --- | --- | --- | --- |"]
    for name, rule_id, severity, summary in rules:
        cells = [f"`{rule_id}`", severity.lower(), unquote(summary), unquote(advice.get(name, ""))]
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def main():
    root = Path(sys.argv[1])
    readme = root / "lib/analysis/README.md"
    rules = RULE.findall((root / "lib/model/rules.def").read_text(encoding="utf-8"))
    advice = EXAMPLE.findall((root / "lib/analysis/examples.def").read_text(encoding="utf-8"))
    text = readme.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    old, _, after = rest.partition(END)
    table = table_of(rules, dict(advice))
    if "--update" in sys.argv:
        readme.write_text(before + BEGIN + table + END + after, encoding="utf-8")
        old = table
    found = list(faults_of(rules, [name for name, _ in advice]))
    found += difflib.unified_diff(old.splitlines(), table.splitlines(), "README.md",
                                  "rules.def and examples.def", lineterm="")
    print("\n".join(found) or f"rules: {len(rules)} rules, each with an example")
    return 1 if found or not rules else 0


if __name__ == "__main__":
    sys.exit(main())
