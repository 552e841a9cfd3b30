#!/usr/bin/env python3
"""reports.py TOOL FOLDER: one run of the scenarios of FOLDER, told as TAP, as JSON and as JUnit XML, is told alike.

The XML is well-formed, its totals are those of its cases, and no more stands in it than what readers of JUnit know.
`prove` reads the TAP, where it is there.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

# element -> its attributes and children, as the schemas of JUnit XML that are around have them in common
KNOWN = {
    "testsuites": ({"name", "tests", "failures", "errors", "time"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors", "skipped", "time"}, {"testcase"}),
    "testcase": ({"name", "classname", "time"}, {"failure", "error", "skipped", "system-out"}),
    "failure": ({"message", "type"}, set()),
    "error": ({"message", "type"}, set()),
    "skipped": ({"message"}, set()),
    "system-out": (set(), set()),
}
VERDICTS = {"failure": "failed", "error": "error", "skipped": "skipped"}


def run(tool: str, *arguments: str) -> tuple[str, int]:
    done = subprocess.run([tool, "test", *arguments], capture_output=True, text=True, encoding="utf-8")
    print(done.stderr, end="")
    return done.stdout, done.returncode


def shape(element: ET.Element) -> list[str]:
    """What stands in an element and should not."""
    attributes, children = KNOWN[element.tag]
    wrong = [f"{element.tag}: attribute {name}" for name in set(element.keys()) ^ attributes]
    wrong += [f"{element.tag}: child {child.tag}" for child in element if child.tag not in children]
    return wrong + [text for child in element if child.tag in children for text in shape(child)]


def verdict(case: ET.Element) -> str:
    return next((VERDICTS[child.tag] for child in case if child.tag in VERDICTS), "passed")


def totals(element: ET.Element) -> list[str]:
    """Totals of a suite, or of all suites, that are not those of the cases within."""
    verdicts = [verdict(case) for case in element.iter("testcase")]
    counts = {"tests": len(verdicts), "failures": verdicts.count("failed"), "errors": verdicts.count("error"),
              "skipped": verdicts.count("skipped")}
    wrong = [f"{element.tag}: {name} is {element.get(name)}, not {count}" for name, count in counts.items()
             if name in element.keys() and element.get(name) != str(count)]
    times = sum(int(case.get("time", "").replace(".", "")) for case in element.iter("testcase"))
    if int(element.get("time", "0").replace(".", "")) != times:
        wrong.append(f"{element.tag}: time is {element.get('time')}, its cases took {times} microseconds")
    return wrong


def of_junit(text: str) -> list[tuple[str, str]]:
    return [(case.get("name", ""), verdict(case)) for case in ET.fromstring(text).iter("testcase")]


def of_json(text: str) -> list[tuple[str, str]]:
    return [(outcome["id"], outcome["verdict"]) for outcome in map(json.loads, text.splitlines())]


def of_tap(text: str) -> list[tuple[str, str]]:
    """A severity follows what is not ok."""
    found = []
    for line in text.splitlines():
        test = re.match(r"(not )?ok (\d+) - (.*?)( # SKIP .*)?$", line)
        severity = re.match(r"  severity: (\w+)$", line)
        if test and int(test[2]) == len(found) + 1:
            name = re.sub(r"\\(.)", r"\1", test[3])
            found.append((name, "skipped" if test[4] else "failed" if test[1] else "passed"))
        elif severity and severity[1] == "error":
            found[-1] = (found[-1][0], "error")
    return found


def proved(text: str, folder: Path) -> list[str]:
    """What prove says against TAP: it counts failures, and must have nothing else to say."""
    if not shutil.which("prove"):
        print("prove is missing: TAP is not read by it")
        return []
    path = folder / "scenarios.tap"
    path.write_text(text, encoding="utf-8")
    done = subprocess.run(["prove", "--exec", "cat", str(path)], capture_output=True, text=True, encoding="utf-8")
    said = done.stdout + done.stderr
    return [said] if "Parse errors" in said or "Failed test" not in said else []


def main() -> int:
    tool, folder = sys.argv[1:]
    with tempfile.TemporaryDirectory() as scratch:
        report = Path(scratch, "report.xml")
        tap, status = run(tool, "--trace", "--junit", str(report), folder)
        junit = report.read_text(encoding="utf-8")
        faults = proved(tap, Path(scratch))
    lines, second = run(tool, "--json", folder)
    alone, third = run(tool, "--junit", "-", folder)
    root = ET.fromstring(junit)
    faults += shape(root) + totals(root) + [text for suite in root for text in totals(suite)]
    told = {"TAP": of_tap(tap), "JSON": of_json(lines), "JUnit": of_junit(junit), "JUnit alone": of_junit(alone)}
    faults += [f"{name} tells {outcomes}" for name, outcomes in told.items() if outcomes != told["JSON"]]
    if not status == second == third == 2:
        faults.append(f"exit statuses {status}, {second}, {third}")
    if {outcome for _, outcome in told["JSON"]} != {"passed", "failed", "error"}:
        faults.append("there should be scenarios that pass, that fail and that cannot be read")
    print("\n".join(faults), end="\n" if faults else "")
    print(f"reports: {len(told['JSON'])} scenarios, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
