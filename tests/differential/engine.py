"""The library at work: cases go to driver.c as lines, and lines come back."""

import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from commands import Command
from values import Moment, Value
from situation import Setup
from model import Playbook


TURNS = ("", "", "", "copy", "", "", "restore", "", "", "replay", "")
PATIENCE = 20  # seconds for a case


class Crash(Exception):
    """The driver has ended; what it said."""


def typed(value: Value) -> tuple[str, str]:
    """Kind and text of a value."""
    if value is None:
        return "null", ""
    if isinstance(value, bool):
        return "boolean", str(int(value))
    if isinstance(value, int):
        return "integer", str(value)
    if isinstance(value, float):
        return "double", repr(value)
    if isinstance(value, Moment):
        return "time", str(value.milliseconds)
    if isinstance(value, frozenset):
        return "set", ";".join(sorted(value))
    return "string", value


def command_lines(command: Command) -> list[str]:
    """Facts that go with it come first."""
    fields = [command.verb, command.key, ".".join(map(str, command.way)), str(command.actor), str(command.time),
              command.text]
    if command.verb == "set":
        fields += typed(command.value)
    return [*("\t".join(("with", name, *typed(value))) for name, value in command.facts), "\t".join(fields)]


def setup_lines(setup: Setup, budget: int) -> list[str]:
    lines = [f"person\tp{i}\t{'; '.join(sorted(r.removeprefix('role:') for r in roles))}"
             for i, roles in enumerate(setup.people, 1)]
    lines += [f"plan\t{setup.plan}", f"services\t{'; '.join(setup.scope)}", f"time\t{setup.time}",
              f"semantics\t{int(setup.semantics)}", f"budget\t{budget}"]
    lines += ["\t".join(("fact", name, *typed(value))) for name, value in setup.facts]
    return lines


class Engine:
    """A driver that is started again when it has crashed."""

    def __init__(self, driver: Path, budget: int = 4000) -> None:
        self.driver = driver
        self.budget = budget
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> subprocess.Popen[str]:
        if self.process is None:
            self.process = subprocess.Popen([self.driver], text=True, encoding="utf-8", stdin=subprocess.PIPE,
                                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        return self.process

    def send(self, source: str, setup: Setup, commands: Sequence[Command], turns: Sequence[str] = TURNS) -> None:
        """Gives the driver a case. Behind each command but the first it may go on with a copy or the like."""
        lines = ["case", f"model\t{len(source.encode())}", source, *setup_lines(setup, self.budget), "begin"]
        for number, command in enumerate(commands):
            lines += filter(None, (turns[number % len(turns)], *command_lines(command)))
        lines.append("end\n")
        pipe: IO[str] = self.pipe("stdin")
        try:
            pipe.write("\n".join(lines))
            pipe.flush()
        except BrokenPipeError:
            pass  # what it said is found by receive

    def receive(self) -> list[str]:
        """What it printed, a line a step: the model, the beginning, each command."""
        patience = threading.Timer(PATIENCE, self.start().kill)
        patience.start()
        lines: list[str] = []
        for line in self.pipe("stdout"):
            if line == "end\n":
                patience.cancel()
                return lines
            lines.append(line.rstrip("\n"))
        said = self.pipe("stderr").read()
        self.close()
        raise Crash(said if patience.is_alive() else f"no answer in {PATIENCE} s")

    def pipe(self, name: str) -> Any:
        return getattr(self.start(), name)

    def run(self, playbook: Playbook, setup: Setup, commands: Sequence[Command]) -> list[str]:
        self.send(playbook.text, setup, commands)
        return self.receive()

    def close(self) -> None:
        if self.process:
            for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
                if pipe:
                    pipe.close()
            self.process.wait()
            self.process = None
