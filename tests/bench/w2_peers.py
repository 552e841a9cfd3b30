#!/usr/bin/env python3
"""w2_peers.py BENCH-W2 FOLDER [ROUNDS] - W2 beside XState, transitions and Stateless, in one run.

FOLDER holds what bench.sh has prepared of peers/. Each runner is a process of its own that stays: it reads how many
cases to run and answers with the seconds that they took, so that nothing of its start counts. A round asks each
runner once, one after the other; a ratio is the median over the rounds of the ratio within each round.
"""
from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
from pathlib import Path

CHANGES = 132  # of a case, the same for everyone
SLICE = 0.15  # seconds that one runner has in a round
WARM_UP = 10  # slices that do not count
OURS, TABLE = "libacmplaybook", "bare table, records"


class Runner:
    """One that runs cases, warm."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.name = name
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.cases = 10
        self.rates: list[float] = []  # changes a second

    def run(self) -> float:
        """Changes a second of one slice."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(f"{self.cases}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"{self.name} has given up")
        return self.cases * CHANGES / float(answer)

    def warm_up(self) -> None:
        rate = self.run()
        for _ in range(WARM_UP):
            self.cases = max(1, int(rate * SLICE / CHANGES))
            rate = self.run()

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def python_with_transitions() -> str | None:
    """An interpreter that knows the package; Debian's is known to Debian's own alone."""
    for python in dict.fromkeys([sys.executable, "/usr/bin/python3"]):
        found = Path(python).exists() and subprocess.run([python, "-c", "import transitions"], capture_output=True)
        if found and found.returncode == 0:
            return python
    return None


def runners(bench: str, folder: Path) -> tuple[list[Runner], list[str]]:
    """All that are there, and the names of those that are not."""
    here = [Runner(OURS, [bench, "--serve", "ours"]), Runner(TABLE, [bench, "--serve", "table"])]
    missing = []
    node, python = shutil.which("node"), python_with_transitions()
    for form in ("actors", "chart", "pure"):
        name = f"XState, {form}"
        if node and (folder / "node_modules" / "xstate").is_dir():
            here.append(Runner(name, [node, str(folder / "xstate.mjs"), form]))
        else:
            missing.append(name)
    for form in ("lean", "models"):
        name = f"transitions, {form}"
        if python:
            here.append(Runner(name, [python, str(folder / "machines.py"), form]))
        else:
            missing.append(name)
    net = folder / "machines-net" / "out" / "machines.dll"
    if shutil.which("dotnet") and net.exists():
        here.append(Runner("Stateless", ["dotnet", str(net)]))
    else:
        missing.append("Stateless")
    return here, missing


def report(here: list[Runner]) -> None:
    ours = here[0].rates
    print(f"{'':<22} {'changes/s':>14} {'ours/peer':>10}   {'lowest to highest of the rounds':>20}")
    for runner in here:
        ratios = [mine / its for mine, its in zip(ours, runner.rates)]
        print(f"{runner.name:<22} {statistics.median(runner.rates):>14,.0f} {statistics.median(ratios):>10.2f}"
              f"   {min(ratios):.2f} to {max(ratios):.2f}")


def main() -> None:
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 25
    here, missing = runners(sys.argv[1], Path(sys.argv[2]))
    for runner in here:
        runner.warm_up()
    for _ in range(rounds):
        for runner in here:
            runner.rates.append(runner.run())
    report(here)
    for name in missing:
        print(f"{name:<22} skipped: it is not installed")
    for runner in here:
        runner.close()


main()
