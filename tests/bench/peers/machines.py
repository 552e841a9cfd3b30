#!/usr/bin/env python3
"""machines.py FORM - W2 by transitions: one machine for all models that it does not know ("lean", as its FAQ has it), or
models that were added to it ("models"). Reads how many cases to run, a line each, and answers with the seconds that
they took."""
from __future__ import annotations

import sys
import time
from functools import partial
from typing import Any

from transitions import Machine

STAGES = 5
TASKS = 8
MANDATORY = 0xD5


def role_of(stage: int, task: int) -> int:
    return (stage + task) % 2


def machine_of_tasks() -> Machine:
    rules = [
        {"trigger": "start", "source": "enabled", "dest": "active", "conditions": "may"},
        {"trigger": "complete", "source": "active", "dest": "completed", "conditions": "may"},
    ]
    return Machine(model=None, states=["enabled", "active", "completed"], initial="enabled", transitions=rules,
                   auto_transitions=False)


def machine_of_stages() -> Machine:
    rules = [{"trigger": "complete", "source": "active", "dest": "completed"}]
    return Machine(model=None, states=["active", "completed"], initial="active", transitions=rules,
                   auto_transitions=False)


class Task:
    def __init__(self, role: int) -> None:
        self.role = role

    def may(self, role: int) -> bool:
        return role == self.role


class Stage:
    pass


class Lean:
    """Gives a model the triggers of a machine when they are asked for."""

    machine: Machine

    def __getattr__(self, name: str) -> Any:
        event = self.machine.events.get(name)
        if event is None:
            raise AttributeError(name)
        return partial(event.trigger, self)


class LeanTask(Lean, Task):
    machine = machine_of_tasks()

    def __init__(self, role: int) -> None:
        super().__init__(role)
        self.state = "enabled"


class LeanStage(Lean, Stage):
    machine = machine_of_stages()

    def __init__(self) -> None:
        self.state = "active"


class Case:
    """Tasks of the current stage, a model for it, and one for the whole."""

    def __init__(self) -> None:
        self.begin()
        self.whole = self.new_stage()
        self.enter(0)

    def begin(self) -> None:
        pass

    def new_task(self, role: int) -> Any:
        return LeanTask(role)

    def new_stage(self) -> Any:
        return LeanStage()

    def enter(self, number: int) -> None:
        self.number, self.open, self.active = number, MANDATORY, 0
        self.stage = self.new_stage()
        self.tasks = [self.new_task(role_of(number, task)) for task in range(TASKS)]

    def start(self, task: int, role: int) -> bool:
        done = self.tasks[task].start(role)
        self.active += done
        return done

    def complete(self, task: int, role: int) -> bool:
        if not self.tasks[task].complete(role):
            return False
        self.active -= 1
        self.open &= ~(1 << task)
        if not self.open and not self.active:
            self.leave()
        return True

    def drop(self) -> None:
        pass

    def leave(self) -> None:
        self.stage.complete()
        if self.number + 1 < STAGES:
            self.enter(self.number + 1)
        else:
            self.whole.complete()


class CaseOfModels(Case):
    """The same with models that the machines know, until the case is dropped."""

    def begin(self) -> None:
        self.known: list[tuple[Machine, Any]] = []

    def add(self, machine: Machine, model: Any) -> Any:
        machine.add_model(model)
        self.known.append((machine, model))
        return model

    def new_task(self, role: int) -> Any:
        return self.add(LeanTask.machine, Task(role))

    def new_stage(self) -> Any:
        return self.add(LeanStage.machine, Stage())

    def drop(self) -> None:
        for machine, model in self.known:
            machine.remove_model(model)


def run_case(form: type[Case]) -> None:
    case = form()
    accepted = refused = 0
    for stage in range(STAGES):
        refused += not case.start(0, 1 - role_of(stage, 0))
        for task in range(TASKS):
            role = role_of(stage, task)
            accepted += case.start(task, role)
            accepted += case.complete(task, role)
    if (accepted, refused, case.whole.state) != (80, 5, "completed"):
        raise SystemExit(f"accepted {accepted}, refused {refused}, {case.whole.state}")
    case.drop()


def main() -> None:
    form = {"lean": Case, "models": CaseOfModels}[sys.argv[1]]
    for line in sys.stdin:
        begin = time.perf_counter()
        for _ in range(int(line)):
            run_case(form)
        print(time.perf_counter() - begin, flush=True)


main()
