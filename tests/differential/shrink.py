"""Makes a trial that differs smaller while it still differs: fewer commands, items, criteria, rules, flags."""

import copy
import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from comparison import Difference, Trial, differs
from engine import Engine
from situation import Setup
from model import Semantics

REFERENCE = re.compile(r"(?:state|done)\('([^']+)'\)")


def shrink(engine: Engine, trial: Trial, difference: Difference, seconds: float) -> tuple[Trial, Difference]:
    deadline = time.monotonic() + seconds
    best, why = trial, difference
    if 0 <= why.step < len(best.commands) - 1:
        best = replace(best, commands=best.commands[:why.step + 1])
    changed = why.step > -2
    while changed and time.monotonic() < deadline:
        changed = False
        for smaller in candidates(best):
            if time.monotonic() > deadline:
                break
            found = differs(engine, smaller)
            if found and found.step > -2 and not found.expected.startswith("the interpreter failed"):
                best, why, changed = smaller, found, True
                break
    return best, why


def candidates(trial: Trial) -> Iterator[Trial]:
    """Smaller ones, the boldest first."""
    size = max(len(trial.commands) // 2, 1)
    while size and trial.commands:
        for at in range(0, len(trial.commands), size):
            yield replace(trial, commands=trial.commands[:at] + trial.commands[at + size:])
        size //= 2
    for row in trial.source["items"][1:]:
        yield without_item(trial, row["key"])
    yield from simpler_items(trial)
    yield from simpler_setups(trial)
    for at, command in enumerate(trial.commands):
        for change in ({"time": 0}, {"actor": 0}, {"way": ()}, {"facts": ()}):
            plain = replace(command, **change)  # type: ignore[arg-type]
            if plain != command:
                yield replace(trial, commands=(*trial.commands[:at], plain, *trial.commands[at + 1:]))


def simpler_setups(trial: Trial) -> Iterator[Trial]:
    setup = trial.setup
    plain = Setup()
    for name in ("plan", "scope", "time", "people"):
        if getattr(setup, name) != getattr(plain, name):
            yield replace(trial, setup=replace(setup, **{name: getattr(plain, name)}))
    for at in range(len(setup.facts)):
        yield replace(trial, setup=replace(setup, facts=setup.facts[:at] + setup.facts[at + 1:]))
    for bit in Semantics:
        if bit & setup.semantics:
            yield replace(trial, setup=replace(setup, semantics=setup.semantics & ~bit))


def edited(trial: Trial, edit: Callable[[dict[str, Any]], None]) -> Trial:
    source = copy.deepcopy(trial.source)
    edit(source)
    tidy(source)
    return replace(trial, source=source)


def without_item(trial: Trial, key: str) -> Trial:
    """Without it and all within it; commands on them go too."""
    gone = {key}
    for row in trial.source["items"]:
        if row.get("parent") in gone:
            gone.add(row["key"])
    names = gone | {c["key"] for r in trial.source["items"] if r["key"] in gone for c in r.get("conditions", [])}

    def edit(source: dict[str, Any]) -> None:
        source["items"] = [r for r in source["items"] if r["key"] not in gone]

    smaller = edited(trial, edit)
    return replace(smaller, commands=tuple(c for c in trial.commands if c.key not in names))


def simpler_items(trial: Trial) -> Iterator[Trial]:
    """One key, flag, criterion, part of a criterion or condition less."""
    if "semantics" in trial.source:
        yield edited(trial, lambda s: s.pop("semantics"))
    for at, row in enumerate(trial.source["items"]):
        for name in row:
            if name in ("key", "kind", "parent", "timer"):
                continue
            yield edited(trial, lambda s, at=at, name=name: s["items"][at].pop(name))  # type: ignore[misc]
            if isinstance(row[name], list) and len(row[name]) > 1:
                for i in range(len(row[name])):
                    yield edited(trial, lambda s, at=at, name=name, i=i:  # type: ignore[misc]
                                 s["items"][at][name].pop(i))
        for kind in ("entry", "exit", "conditions"):
            for i, part in enumerate(row.get(kind, [])):
                for name in part:
                    if name in ("key", "kind"):
                        continue
                    yield edited(trial, lambda s, at=at, kind=kind, i=i, name=name:  # type: ignore[misc]
                                 s["items"][at][kind][i].pop(name))
                for k in range(len(part.get("on", []))):
                    yield edited(trial, lambda s, at=at, kind=kind, i=i, k=k:  # type: ignore[misc]
                                 s["items"][at][kind][i]["on"].pop(k))


def tidy(source: dict[str, Any]) -> None:
    """Drops what refers to something that is no longer there, and criteria that wait for nothing."""
    items = {r["key"]: r for r in source["items"]}
    conditions = {c["key"] for r in source["items"] for c in r.get("conditions", [])}

    def makes_sense(text: Any) -> bool:
        return not isinstance(text, str) or all(k in items for k in REFERENCE.findall(text))

    for row in source["items"]:
        for name in [n for n in row if n.endswith("_when") and not makes_sense(row[n])]:
            del row[name]
        for kind in ("entry", "exit"):
            for c in row.get(kind, []):
                c["on"] = [p for p in c.get("on", []) if p["item"] in items]
                c["conditions"] = [k for k in c.get("conditions", []) if k in conditions]
                if not makes_sense(c.get("if")):
                    del c["if"]
                for name in [n for n in c if not c[n]]:
                    del c[name]
            row[kind] = [c for c in row.get(kind, []) if c.keys() & {"on", "if", "conditions", "work_done"}]
        for c in row.get("conditions", []):
            if not makes_sense(c.get("blocks_when")):
                del c["blocks_when"]
        for name in [n for n in row if row[n] == [] or row[n] == {}]:
            del row[name]
    used = json.dumps(source["items"])
    source["terms"] = [t for t in source.get("terms", []) if f'"{t["key"]}"' in used]
    if not source["terms"]:
        del source["terms"]
