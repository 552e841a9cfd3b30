#!/usr/bin/env python3
"""conformance.py TOOL FOLDER: the scenarios of FOLDER, with models of other engines, hold here too.

What follows from CMMN 1.1 alone must hold. So must what one engine adds, but for the scenarios named below: each of
them must fail, so that the list stays true.
"""

import json
import subprocess
import sys
from pathlib import Path

SKIPPED = 77

# id -> what it asks for that cases do not have
DIFFERENT = {
    "camunda-repetition-custom-event": "a repetition rule that is asked on other events than completion",
    "flowable-max-instance-count-if-part": "repetition by a criterion without on-parts, bounded by a count",
    "flowable-milestone-variable": "a milestone that sets a variable when it occurs",
    "flowable-reactivate-case": "a case that begins anew at a listener after its end",
}


def run(tool: str, folder: Path) -> dict[str, dict]:
    """What came of each scenario, by its id."""
    done = subprocess.run([tool, "test", "--json", str(folder)], capture_output=True, text=True, encoding="utf-8")
    print(done.stderr, end="")
    return {outcome["id"]: outcome for outcome in map(json.loads, done.stdout.splitlines())}


def scenarios(folder: Path) -> dict[str, bool]:
    """Whether each scenario follows from CMMN 1.1 alone, by its id."""
    found = {}
    for path in sorted(folder.glob("*.json")):
        scenario = json.loads(path.read_text(encoding="utf-8"))
        found[scenario["id"]] = scenario["spec"]
    return found


def fault(name: str, spec: bool, outcome: dict | None) -> str:
    """What is wrong with an outcome, "" if nothing."""
    if outcome is None:
        return f"{name}: was not run"
    passed = outcome["verdict"] == "passed"
    if name in DIFFERENT:
        reason = f"{name}: holds now, though it asks for {DIFFERENT[name]}: it need not be listed"
        unreadable = outcome["verdict"] != "failed"
        return reason if passed else f"{name}: {outcome.get('message')}" if unreadable else ""
    kind = "CMMN 1.1" if spec else "an option"
    return "" if passed else f"{name} ({kind}):\n{outcome.get('diagnosis', outcome.get('message'))}"


def main() -> int:
    tool, folder = sys.argv[1], Path(sys.argv[2])
    if not folder.is_dir():
        print(f"skipped: no scenarios in {folder}")
        return SKIPPED
    known = scenarios(folder)
    outcomes = run(tool, folder)
    faults = [fault(name, spec, outcomes.get(name)) for name, spec in known.items()]
    faults += [f"{name}: there is no such scenario" for name in sorted((set(DIFFERENT) | set(outcomes)) - set(known))]
    print("\n".join(filter(None, faults)))
    spec = sum(known.values())
    wrong = len([text for text in faults if text])
    print(f"conformance: {spec} by CMMN 1.1, {len(known) - spec} by options, {len(DIFFERENT)} different, {wrong} wrong")
    return 1 if wrong or not known else 0


if __name__ == "__main__":
    sys.exit(main())
