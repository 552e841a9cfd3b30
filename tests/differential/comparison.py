"""A case, run by the interpreter and by the library, and where the two differ."""

import json
import traceback
from dataclasses import dataclass
from typing import Any

from commands import Command, Play
from engine import Crash, Engine
from values import Moment, Value
from life import Budget, Refusal
from model import Playbook, Semantics, read_playbook
from situation import Setup


@dataclass(frozen=True)
class Trial:
    """A playbook as JSON, how its case begins, what is asked of it."""

    source: dict[str, Any]
    setup: Setup
    commands: tuple[Command, ...]


@dataclass(frozen=True)
class Difference:
    """The first step at which the two come apart: -2 = the playbook, -1 = the beginning, else index of a command."""

    step: int
    expected: str
    found: str
    before: str  # the board that both agreed on


def expected_of(play: Play, outcome: str) -> str:
    return f"{outcome}\t{play.board}"


def outcome_of(line: str) -> str:
    """ok, refused or budget, for a line of the driver; which refusal it is does not matter."""
    status, tab, rest = line.partition("\t")
    names = {"ACM_OK": "ok", "ACM_E_BUDGET": "budget"}
    outcome = names.get(status, "refused" if status.startswith("ACM_E_") else status)
    return outcome + tab + rest


def begin(playbook: Playbook, setup: Setup) -> tuple[Play | None, str]:
    """The case, if it begins, and what came of that."""
    try:
        play = Play(playbook, setup)
        return play, expected_of(play, "ok")
    except Refusal as refusal:
        return None, "budget" if isinstance(refusal, Budget) else "refused"


def expectations(trial: Trial) -> list[str]:
    """A line a step, as the driver should print it. A fault of the interpreter itself is the last."""
    lines = ["ok"]
    try:
        play, line = begin(read_playbook(trial.source), trial.setup)
        lines.append(line)
        for command in trial.commands if play else ():
            lines.append(expected_of(play, play.post(command)))
    except Exception:
        lines.append("the interpreter failed:\n" + traceback.format_exc())
    return lines


def is_same(expected: str, found: str) -> bool:
    """Of a case that has not begun only that is compared."""
    outcome = outcome_of(found)
    if expected in ("ok", "refused", "budget"):
        return outcome.partition("\t")[0] == expected
    return outcome == expected


def compare(expected: list[str], found: list[str]) -> Difference | None:
    before = ""
    for step, line in enumerate(expected):
        if step >= len(found):
            return Difference(step - 2, line, "nothing", before)
        if not is_same(line, found[step]):
            return Difference(step - 2, line, found[step], before)
        if found[step].startswith("ACM_E_") and step < 2:
            break
        before = line.partition("\t")[2]
    if len(found) > len(expected):
        return Difference(len(expected) - 3, "nothing more", found[len(expected)], before)
    return None


def differs(engine: Engine, trial: Trial) -> Difference | None:
    """Runs both. A crash of the driver is a difference too."""
    expected = expectations(trial)
    try:
        engine.send(json.dumps(trial.source), trial.setup, trial.commands)
        return compare(expected, engine.receive())
    except Crash as crash:
        return Difference(len(trial.commands) - 1, "", f"crash: {crash}", "")


# Trials as JSON, to keep them

def value_to_json(value: Value) -> Any:
    if isinstance(value, Moment):
        return {"time": value.milliseconds}
    return {"set": sorted(value)} if isinstance(value, frozenset) else value


def value_from_json(value: Any) -> Value:
    if isinstance(value, dict):
        return Moment(value["time"]) if "time" in value else frozenset(value["set"])
    result: Value = value
    return result


def command_to_json(command: Command) -> dict[str, Any]:
    row = {"do": command.verb, "key": command.key, "way": list(command.way), "actor": command.actor,
           "time": command.time, "text": command.text, "value": value_to_json(command.value),
           "facts": {k: value_to_json(v) for k, v in command.facts}}
    return {k: v for k, v in row.items() if v or k == "value" and command.verb == "set"}


def command_from_json(row: dict[str, Any]) -> Command:
    return Command(row["do"], row.get("key", ""), tuple(row.get("way", ())), row.get("actor", 0), row.get("time", 0),
                   row.get("text", ""), value_from_json(row.get("value")),
                   tuple((k, value_from_json(v)) for k, v in row.get("facts", {}).items()))


def trial_to_json(trial: Trial) -> dict[str, Any]:
    setup = trial.setup
    return {"model": trial.source,
            "begin": {"plan": setup.plan, "scope": list(setup.scope), "time": setup.time,
                      "facts": {k: value_to_json(v) for k, v in setup.facts},
                      "people": [sorted(p) for p in setup.people], "semantics": int(setup.semantics)},
            "commands": [command_to_json(c) for c in trial.commands]}


def trial_from_json(row: dict[str, Any]) -> Trial:
    b = row["begin"]
    setup = Setup(b["plan"], tuple(b["scope"]), b["time"],
                  tuple((k, value_from_json(v)) for k, v in b["facts"].items()),
                  tuple(frozenset(p) for p in b["people"]), Semantics(b["semantics"]))
    return Trial(row["model"], setup, tuple(command_from_json(c) for c in row["commands"]))
