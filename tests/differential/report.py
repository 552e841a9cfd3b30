"""A difference for people: the model as JSON, the commands, and both boards side by side as trees."""

import json

from commands import Command
from comparison import Difference, Trial, command_to_json, outcome_of, trial_to_json
from instance import STATES

Rows = dict[tuple[int, str], str]
MARKS = {"!": " required", "u": " unavailable", "w": " waits", "/": " claimed by "}


def compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def model_text(trial: Trial) -> str:
    """JSON with a line an item: short, and still to be read back."""
    lines = []
    for name, value in trial.source.items():
        if name == "items":
            lines.append('  "items": [\n    ' + ",\n    ".join(map(compact, value)) + "\n  ]")
        else:
            lines.append(f"  {compact(name)}: {compact(value)}")
    return "{\n" + ",\n".join(lines) + "\n}"


def trial_text(trial: Trial, why: str) -> str:
    """The same with the commands, as tests/differential/cases keeps it."""
    row = trial_to_json(trial)
    model = model_text(trial).replace("\n", "\n  ")
    commands = ",\n    ".join(compact(c) for c in row["commands"])
    return (f'{{\n  "why": {compact(why)},\n  "model": {model},\n  "begin": {compact(row["begin"])},\n'
            f'  "commands": [\n    {commands}\n  ]\n}}\n')


def command_text(command: Command) -> str:
    row = command_to_json(command)
    verb = row.pop("do")
    if command.verb == "set":
        return f"set {command.text} = {compact(row.get('value'))}"
    words = [verb, row.pop("key", "")] + [f"{k}={compact(v)}" for k, v in row.items()]
    return " ".join(filter(None, words))


def step_text(trial: Trial, step: int) -> str:
    if step < 0:
        return "the playbook is read" if step == -2 else "the case begins"
    return command_text(trial.commands[step])


def rows_of(board: str) -> Rows:
    """What a board says of each instance, by item and way."""
    found: Rows = {}
    for row in board.split():
        number, rest = row.split("@")
        way, what = rest.split("=")
        digits = len(what) - len(what.lstrip("0123456789"))
        marks = "".join(MARKS.get(c, c) for c in what[digits:])
        found[int(number), way] = STATES[int(what[:digits])] + marks
    return found


def tree(trial: Trial, expected: str, found: str, before: str) -> str:
    """A line an instance, its state before, as expected and as found; a star where the two differ."""
    boards = [text.split("\t") for text in (before, expected, found)]
    boards = [b if len(b) == 4 else ["", "", "", ""] for b in boards]
    rows = [rows_of(b[1]) for b in boards]
    lines = [("", "before", "expected", "found")]
    states = [STATES[int(b[0])] if b[0] else "-" for b in boards]
    lines.append(("case", *states))  # type: ignore[arg-type]
    depth: dict[str, int] = {}
    for number, item in enumerate(trial.source["items"], 1):
        depth[item["key"]] = depth.get(item.get("parent", ""), -1) + 1
        for n, way in sorted({k for r in rows for k in r if k[0] == number}, key=lambda k: list(map(int, k[1].split(".")))):
            name = "  " * depth[item["key"]] + item["key"] + ("" if set(way.split(".")) == {"1"} else f" #{way}")
            lines.append((name, *(r.get((n, way), "-") for r in rows)))  # type: ignore[arg-type]
    conditions = [c["key"] for i in trial.source["items"] for c in i.get("conditions", [])]
    words = ("none", "open", "confirmed", "waived")
    for at, key in enumerate(conditions):
        values = [b[2].split() for b in boards]
        lines.append((key, *(words["0123".find(v[at])] if at < len(v) else "-" for v in values)))  # type: ignore[arg-type]
    lines.append(("next timer", *(b[3] or "-" for b in boards)))  # type: ignore[arg-type]
    width = [max(len(line[i]) for line in lines) + 2 for i in range(4)]
    return "\n".join(("* " if line[2] != line[3] and line[0] else "  ") +
                     "".join(cell.ljust(w) for cell, w in zip(line, width)).rstrip() for line in lines)


def report(trial: Trial, difference: Difference) -> str:
    lines = [model_text(trial), "", "begin " + compact(trial_to_json(trial)["begin"])]
    lines += [f"{i + 1:4} {command_text(c)}" for i, c in enumerate(trial.commands[:max(difference.step, -1) + 1])]
    expected, _, expected_board = difference.expected.partition("\t")
    found, _, found_board = outcome_of(difference.found).partition("\t")
    status = difference.found.partition("\t")[0]
    lines += ["", f"at: {step_text(trial, difference.step)}", f"  expected: {expected}",
              f"  found:    {found}" + (f" ({status})" if found == "refused" else "")]
    if len(found_board.split("\t")) == 4 or len(expected_board.split("\t")) == 4:
        lines += ["", tree(trial, expected_board, found_board, difference.before)]
    elif found_board:
        lines.append(f"  it says:  {found_board}")
    return "\n".join(lines)
