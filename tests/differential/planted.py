#!/usr/bin/env python3
"""
planted.py DRIVER: the differential test can fail.

Each plant takes one thing out of the playbook that the library is given, as if it did not know it; the interpreter
is given all of it. The test must notice within some hundred cases.
"""

import copy
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from comparison import Trial, compare
from differential import make_trial
from engine import Engine
from generator import BASIC, NEW
from model import read_playbook

CASES = 600
Rows = list[dict[str, Any]]


def items(source: dict[str, Any]) -> Rows:
    return source["items"]  # type: ignore[no-any-return]


def criteria(source: dict[str, Any]) -> Rows:
    return [c for i in items(source) for c in i.get("entry", []) + i.get("exit", [])]


def on_parts(source: dict[str, Any]) -> Rows:
    return [p for c in criteria(source) for p in c.get("on", [])]


def conditions(source: dict[str, Any]) -> Rows:
    return [c for i in items(source) for c in i.get("conditions", [])]


def without(rows_of: Callable[[dict[str, Any]], Rows], name: str) -> Callable[[dict[str, Any]], None]:
    def plant(source: dict[str, Any]) -> None:
        for row in rows_of(source):
            row.pop(name, None)
    return plant


def without_flag(rows_of: Callable[[dict[str, Any]], Rows], flag: str) -> Callable[[dict[str, Any]], None]:
    def plant(source: dict[str, Any]) -> None:
        for row in rows_of(source):
            if flag in row.get("flags", ()):
                row["flags"].remove(flag)
    return plant


def without_semantics(source: dict[str, Any]) -> None:
    source.pop("semantics", None)


PLANTS: dict[str, Callable[[dict[str, Any]], None]] = {
    **{f: without_flag(items, f) for f in
       ("required", "manual", "auto_complete", "non_blocking", "required_by_child", "repeats")},
    **{n: without(items, n) for n in
       ("exit", "performers", "owners", "services", "required_when", "enable_when", "manual_when", "repeat_when",
        "auto_complete_when", "available_when", "parent_completion", "counter")},
    **{n: without(criteria, n) for n in ("work_done", "on_event", "exit_type", "exit_event")},
    "exit_criterion": without(on_parts, "exit_criterion"),
    "optional": without_flag(conditions, "optional"),
    "blocks_when": without(conditions, "blocks_when"),
    "semantics": without_semantics,
}


def is_noticed(engine: Engine, plant: Callable[[dict[str, Any]], None], seed: str) -> int | None:
    """After how many cases; None: never."""
    for number in range(CASES):
        trial, expected = make_trial(f"{seed}:{number}", BASIC + NEW, 40)
        source = copy.deepcopy(trial.source)
        plant(source)
        if source == trial.source:
            continue
        planted: Trial = replace(trial, source=source)
        found = engine.run(read_playbook(planted.source), trial.setup, trial.commands)
        if found[0] == "ACM_OK" and compare(expected, found):
            return number + 1
    return None


def main() -> int:
    engine = Engine(Path(sys.argv[1]))
    failed = 0
    for name, plant in PLANTS.items():
        cases = is_noticed(engine, plant, "planted")
        failed += cases is None
        print(f"ok - without {name}: noticed after {cases} cases" if cases else f"not ok - without {name}")
    engine.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
