"""The tables of tests/data/spec, which C runs too: life cycles, rules and criteria by what a caller sees."""

import unittest
from collections import deque
from functools import lru_cache
from typing import Any, Dict, Iterator, List, Set, Tuple

import acmplaybook as acm
from support import DATA, Test
from world import World, named, parts, table

Row = Dict[str, str]


def put(text: str, slot: str, *more: str) -> str:
    glue = " ; " if slot == "{more}" else " "
    return text.replace(slot, glue.join(word for word in more if word != "-"))


def lines_of(model: str, row: Row, place: Row) -> List[str]:
    text = put(model, "{gate}", row["gate"])
    text = put(text, "{item}", row["item"], place["item"])
    return [" ".join(part.split()) for part in parts(put(text, "{more}", row["more"], place["more"]))]


def cells(name: str) -> Iterator[Tuple[Row, str, Row, str]]:
    """Row, subject, way into a state, what the cell says."""
    places = table("places")
    for row in table(name):
        columns = list(row)
        for subject in row["of"].split():
            for state in columns[columns.index("cause") + 1:]:
                if row[state] == ".":
                    continue
                ways = [p for p in places if subject in p["of"].split() and p["state"] == state]
                if any(row[slot] != "-" for slot in ("gate", "item", "more")):
                    ways = ways[:1]
                yield from ((row, subject, way, row[state]) for way in ways if way["steps"] != "never")


class Cell:
    def __init__(self, row: Row, subject: str, place: Row, outcome: str, models: Dict[str, str]) -> None:
        self.row, self.place, self.outcome = row, place, outcome
        of_case = row["in"] == "case"
        self.world = World(lines_of(models[subject], row, place), "gate" if of_case else None)
        self.of = {"case": 1, "gate": self.world.playbook.find_id("gate")}.get(row["who"]) or \
            self.world.playbook.find_id("gate/item")
        self.steps = place["steps"][len("start gate"):] if of_case else place["steps"]

    def state(self) -> acm.State:
        return self.world.case.state if self.row["who"] == "case" else self.world.case.item_state(self.of)

    def faults(self) -> List[str]:
        world = self.world
        found = list(world.run(self.steps))
        *before, last = parts(self.row["step"])
        for step in before:
            try:
                world.step(step)
            except acm.RefusedError:
                pass
        start, snapshot = self.state(), world.case.snapshot()
        world.events()
        try:
            world.step(last)
            came = ""
        except acm.RefusedError as error:
            came = "-" + error.status.name.lower()
        if self.outcome.startswith("-"):
            wanted = "-state" if self.outcome == "-" else self.outcome
            same = world.case.snapshot() == snapshot and not world.events()
            return found + ([] if came == wanted and same else [f"{came or 'accepted'}, unchanged: {same}"])
        return found + ([came] if came else []) + self.events(start)

    def events(self, state: acm.State) -> List[str]:
        found = [e for e in self.world.events() if e.item == self.of and isinstance(e.kind, acm.Transition)]
        wanted = [] if self.outcome == "=" else self.outcome.split()
        if len(found) != len(wanted):
            return [f"{len(found)} events"]
        faults = []
        for word, event in zip(wanted, found):
            kind, colon, to = word.rpartition(":")
            kind, slash, cause = kind.partition("/")
            kind, cause = (kind, cause) if colon else (self.row["event"], self.row["cause"])
            told = named(acm.Transition, kind), state, named(acm.State, to)
            if (event.kind, event.before, event.after) != told or cause and event.cause != named(acm.Cause, cause):
                faults.append(f"{word}: {event}")
            state = event.after  # type: ignore[assignment]
        return faults + ([] if self.state() == state else [f"is {self.state().name}"])


def run_cells(name: str) -> Iterator[Tuple[Dict[str, str], List[str]]]:
    """What was looked at, and what does not hold."""
    models = {row["of"]: row["lines"] for row in table("models")}
    for row, subject, place, outcome in cells(name):
        cell = Cell(row, subject, place, outcome, models)
        what = dict(clause=row["clause"], of=subject, state=place["state"], how=place["how"], step=row["step"])
        yield what, cell.faults()
        cell.world.close()


def run_rows(name: str) -> Iterator[Tuple[Dict[str, str], List[str]]]:
    for row in table(name):
        world = World(parts(row["model"]))
        yield dict(clause=row["clause"], name=row["name"]), [*world.run(row["steps"]), *world.run(row["holds"])]
        world.close()


@lru_cache(None)
def transitions() -> Set[Tuple[str, ...]]:
    """All that the steps and rules cause."""
    for run, names in (run_cells, STEPS), (run_rows, RULES):
        for name in names:
            deque(run(name), 0)
    return World.transitions


class Spec(Test):
    def check_cells(self, name: str) -> None:
        self.assertGreater(self.check(run_cells(name)), 30)

    def check_rows(self, name: str) -> None:
        self.check(run_rows(name))

    def check(self, ran: Iterator[Tuple[Dict[str, str], List[str]]]) -> int:
        count = 0
        for count, (what, faults) in enumerate(ran, 1):
            with self.subTest(**what):
                self.assertEqual(faults, [])
        return count

    def check_transitions(self, name: str) -> None:
        """All that the other tables cause leads where this one says, and they cause each of its cells."""
        said = {(name, row["transition"], before, after) for row in table(name)
                for before, after in list(row.items())[2:] if after != "-"}
        self.assertEqual({told for told in transitions() if told[0] == name}, said)

    def test_all_tables_are_run(self) -> None:
        here = {name[len("test_"):].replace("_", "-") for name in dir(self) if name.startswith("test_")}
        there = {path.stem for path in (DATA / "spec").glob("*.tsv")}
        self.assertEqual(there - here - {"models", "places"}, set())


def add(name: str, check: Any) -> None:
    setattr(Spec, f"test_{name.replace('-', '_')}", lambda self: check(self, name))


STEPS = "case-steps", "work-steps", "event-steps", "work-completion", "event-completion"
RULES = "activation", "required", "repetition", "sentries", "on-parts", "propagation", "extensions"
for _name in STEPS:
    add(_name, Spec.check_cells)
for _name in RULES:
    add(_name, Spec.check_rows)
for _name in "case", "work", "event":
    add(_name, Spec.check_transitions)


if __name__ == "__main__":
    unittest.main()
