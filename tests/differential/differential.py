#!/usr/bin/env python3
"""
differential.py DRIVER: random cases, run by the library and by an interpreter of its own, must agree at each step.

Runs the cases kept in cases/ first. README.md says more.
"""

import argparse
import json
import random
import sys
import time
from pathlib import Path

from commander import Commander
from comparison import Difference, Trial, begin, compare, differs, expected_of, trial_from_json
from commands import Command
from engine import Crash, Engine
from generator import BASIC, NEW, Generator
from model import read_playbook
from report import report, trial_text
from shrink import shrink

HERE = Path(__file__).resolve().parent


def make_trial(seed: str, features: tuple[str, ...], steps: int) -> tuple[Trial, list[str]]:
    """A trial and what is expected of it: the interpreter is run along, so that most commands are legal."""
    rng = random.Random(seed)
    generator = Generator(rng, features)
    source = generator.playbook()
    setup = generator.case_setup()
    commands: list[Command] = []
    lines = ["ok"]
    play, line = begin(read_playbook(source), setup)
    lines.append(line)
    if not play:
        return Trial(source, setup, ()), lines
    commander = Commander(rng, play)
    for _ in range(steps):
        commands.append(commander.next())
        lines.append(expected_of(play, play.post(commands[-1])))
        if play.case.closed and rng.random() < 0.3:
            break
    return Trial(source, setup, tuple(commands)), lines


class Run:
    """Counts what is run, and tells of each difference."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.engine = Engine(options.driver)
        self.cases = self.steps = self.accepted = self.differences = 0
        features = BASIC + (NEW if options.features == "all" else ())
        self.features = tuple(f for f in features if f not in options.without.split(","))

    def tell(self, name: str, trial: Trial, difference: Difference) -> None:
        self.differences += 1
        print(f"\nnot ok - {name}: the library and the interpreter differ\n")
        smaller, why = shrink(self.engine, trial, difference, self.options.shrink)
        print(report(smaller, why))
        if self.options.keep:
            path = Path(self.options.keep) / f"{name.replace(' ', '-').replace(':', '-')}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(trial_text(smaller, "?"), encoding="utf-8")
            print(f"\nkept as {path}")
        sys.stdout.flush()

    def replay(self) -> None:
        for path in sorted((HERE / "cases").glob("*.json")):
            trial = trial_from_json(json.loads(path.read_text(encoding="utf-8")))
            difference = differs(self.engine, trial)
            if difference:
                self.differences += 1
                print(f"\nnot ok - cases/{path.name}\n\n{report(trial, difference)}")
            else:
                self.cases += 1

    def receive(self, name: str, trial: Trial, expected: list[str]) -> None:
        try:
            difference = compare(expected, self.engine.receive())
        except Crash as crash:
            difference = Difference(len(trial.commands) - 1, "", f"crash: {crash}", "")
        self.cases += 1
        self.steps += len(trial.commands)
        self.accepted += sum(line.startswith("ok") for line in expected[2:])
        if difference:
            self.tell(name, trial, difference)

    def go(self) -> None:
        """The driver works on one case while the next is made."""
        options = self.options
        deadline = time.monotonic() + options.seconds
        numbers = [options.case] if options.case is not None else range(options.cases)
        waiting: tuple[str, Trial, list[str]] | None = None
        for number in numbers:
            seed = f"{options.seed}:{number}"
            trial, expected = make_trial(seed, self.features, options.length)
            if waiting:
                self.receive(*waiting)
            self.engine.send(read_playbook(trial.source).text, trial.setup, trial.commands)
            waiting = (f"seed {seed}", trial, expected)
            if time.monotonic() > deadline or self.steps >= options.steps or self.differences >= options.stop:
                break
        if waiting:
            self.receive(*waiting)
        self.engine.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("driver", type=Path)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--case", type=int, help="this one alone")
    parser.add_argument("--cases", type=int, default=10**9)
    parser.add_argument("--steps", type=int, default=10**9, help="stop after so many commands")
    parser.add_argument("--seconds", type=float, default=10**9)
    parser.add_argument("--length", type=int, default=40, help="commands of a case")
    parser.add_argument("--features", choices=("all", "basic"), default="all")
    parser.add_argument("--without", default="", help="features left out, with commas")
    parser.add_argument("--stop", type=int, default=1, help="stop after so many differences")
    parser.add_argument("--shrink", type=float, default=20, help="seconds for each difference")
    parser.add_argument("--keep", help="folder for what differs")
    options = parser.parse_args()
    if options.case is None and options.cases == options.steps == options.seconds == 10**9:
        options.cases = 1000
    run = Run(options)
    began = time.monotonic()
    run.replay()
    run.go()
    spent = time.monotonic() - began
    print(f"{run.cases} cases, {run.steps} commands ({run.accepted} accepted), {run.differences} differences, "
          f"{spent:.1f} s, seed {options.seed}")
    return 1 if run.differences else 0


if __name__ == "__main__":
    sys.exit(main())
