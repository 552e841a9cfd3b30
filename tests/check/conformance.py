#!/usr/bin/env python3
"""conformance.py TOOL FOLDER: the scenarios of FOLDER, with models of other engines, hold here too.

What follows from CMMN 1.1 alone must hold. So must what one engine adds, but for the scenarios named below: each of
them must fail, so that the list stays true. The same of the models when they have been written as JSON, and as CMMN.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

SKIPPED = 77

# id -> what it asks for that cases do not have
DIFFERENT = {
    "camunda-repetition-custom-event": "a repetition rule that is asked on other events than completion",
    "flowable-max-instance-count-if-part": "repetition by a criterion without on-parts, bounded by a count",
    "flowable-milestone-variable": "a milestone that sets a variable when it occurs",
    "flowable-reactivate-case": "a case that begins anew at a listener after its end",
}

Scenario = dict


def run(tool: str, folder: Path) -> dict[str, dict]:
    """What came of each scenario of a folder, by its id."""
    done = subprocess.run([tool, "test", "--json", str(folder)], capture_output=True, text=True, encoding="utf-8")
    print(done.stderr, end="")
    return {outcome["id"]: outcome for outcome in map(json.loads, done.stdout.splitlines())}


def rewrite(tool: str, models: Path, scenarios: list[Scenario], form: str, out: Path) -> list[str]:
    """Writes scenarios whose models are written anew in another form. What could not be written is told."""
    faults = []
    for scenario in scenarios:
        name = scenario["id"]
        model = out / f"{name}.model.{form}"
        done = subprocess.run([tool, "convert", "--case", scenario["case"], models / scenario["model"], model],
                              capture_output=True, text=True, encoding="utf-8")
        if done.returncode != 0:
            faults.append(f"{name}: cannot be written as {form}: {done.stderr}")
        path = out / f"{name}.scenario.json"
        path.write_text(json.dumps(scenario | {"model": model.name}), encoding="utf-8")
    return faults


def fault(scenario: Scenario, outcome: dict | None) -> str:
    """What is wrong with an outcome, "" if nothing."""
    name = scenario["id"]
    if outcome is None:
        return f"{name}: was not run"
    if name in DIFFERENT and outcome["verdict"] == "passed":
        return f"{name}: holds now, though it asks for {DIFFERENT[name]}: it need not be listed"
    if outcome["verdict"] == ("failed" if name in DIFFERENT else "passed"):
        return ""
    kind = "CMMN 1.1" if scenario["spec"] else "an option"
    return f"{name} ({kind}):\n{outcome.get('diagnosis', outcome.get('message'))}"


def faults_in(scenarios: list[Scenario], outcomes: dict[str, dict]) -> list[str]:
    return [text for text in (fault(scenario, outcomes.get(scenario["id"])) for scenario in scenarios) if text]


def main() -> int:
    tool, folder = sys.argv[1], Path(sys.argv[2])
    if not folder.is_dir():
        print(f"skipped: no scenarios in {folder}")
        return SKIPPED
    scenarios = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    faults = faults_in(scenarios, run(tool, folder))
    for form in ("json", "cmmn"):
        with tempfile.TemporaryDirectory() as scratch:
            faults += rewrite(tool, folder, scenarios, form, Path(scratch))
            faults += [f"as {form}: {text}" for text in faults_in(scenarios, run(tool, Path(scratch)))]
    known = {scenario["id"] for scenario in scenarios}
    faults += [f"{name}: there is no such scenario" for name in sorted(set(DIFFERENT) - known)]
    print("\n".join(faults), end="\n" if faults else "")
    spec = sum(scenario["spec"] for scenario in scenarios)
    print(f"conformance: {spec} by CMMN 1.1, {len(scenarios) - spec} by options, {len(DIFFERENT)} of them different, "
          f"{len(faults)} wrong")
    return 1 if faults or not scenarios else 0


if __name__ == "__main__":
    sys.exit(main())
