#!/usr/bin/env python3
"""W4: what calls of the Python binding cost over the bare foreign call. README.md says more.

    ACMPLAYBOOK_LIBRARY=build/release/lib/libacmplaybook.so PYTHONPATH=bindings/python/src \\
        python3 tests/bench/w4_python.py [ROUNDS]
"""

import ctypes
import os
import statistics
import sys
import time
from typing import Any, Callable, Dict, List, Tuple

import acmplaybook as acm
from acmplaybook import _load, _native
from acmplaybook.case import pack

CALLS = 1000  # of a round; also the commands of a batch, and the events that are drained
PAGE = b"""| Task ID | Task Name        | (M)andatory / (O)ptional | FastTrack Role    |
| ------- | ---------------- | ------------------------ | ----------------- |
| 994     | Hold the meeting | M                        | FastTrack Manager |
"""
Loop = Callable[[], float]
ROWS = [("getter", "getter, bare", 100), ("command", "command, bare", 300), ("command by name", "command, bare", 300),
        ("command by keys", "command, bare", 0), ("batch", "batch, bare", 10), ("drain", "drain, bare", 10)]


def loop(statement: str, names: Dict[str, Any]) -> Loop:
    """A function that runs the statement CALLS times and says how long one takes, in nanoseconds."""
    source = (f"def run({', '.join(names)}):\n    t = clock()\n    for _ in calls:\n        {statement}\n"
              "    return (clock() - t) / len(calls)\n")
    space: Dict[str, Any] = {"clock": time.perf_counter_ns, "calls": range(CALLS)}
    exec(source, space)
    return lambda: float(space["run"](*names.values()))


def singles(case: acm.Case, item: int, person: int) -> Dict[str, Loop]:
    library = ctypes.CDLL(_load.path)
    error = _native.acm_error(struct_size=ctypes.sizeof(_native.acm_error))
    record = pack(acm.CommandKind.CLAIM, item, 0, person, 0)
    names = {"state": library.acm_case_item_state, "handle": ctypes.c_void_p(address(case)), "item": item, "case": case,
             "post": library.acm_case_post, "record": record, "size": ctypes.c_size_t(len(record)),
             "one": ctypes.c_size_t(1), "none": ctypes.c_size_t(0), "error": ctypes.byref(error), "person": person,
             "CLAIM": 19}
    return {name: loop(statement, names) for name, statement in {
        "getter, bare": "state(handle, item)",
        "getter": "case.item_state(item)",
        "command, bare": "post(handle, record, size, one, None, none, None, error)",
        "command": "case.post(CLAIM, item, person)",
        "command by name": "case.claim(item, person)",
        "command by keys": "case.claim('994', 'ana')",
    }.items()}


def batches(case: acm.Case, item: int, person: int) -> Dict[str, Loop]:
    """A record, through the binding and by one bare call with the same buffers, which is C nearly alone."""
    log = case.log
    assert log is not None
    library = ctypes.CDLL(_load.path)
    commands = case.commands()
    for _ in range(CALLS):
        commands.add(acm.CommandKind.CLAIM, item, person)
    array, stride, count, text, length = commands.arguments()
    arguments = array, ctypes.c_size_t(stride), ctypes.c_size_t(count), text, ctypes.c_size_t(length), None, None
    buffer, n = acm.EventBuffer(CALLS), ctypes.c_size_t()
    drained = buffer.records, ctypes.c_size_t(32), ctypes.c_size_t(CALLS), ctypes.byref(n), None

    def timed(before: Callable[[], Any], call: Callable[[], Any]) -> Loop:
        def run() -> float:
            log.clear()
            before()
            start = time.perf_counter_ns()
            call()
            return (time.perf_counter_ns() - start) / CALLS
        return run

    def fill() -> None:
        case.post_all(commands)

    return {"batch, bare": timed(int, lambda: library.acm_case_post(case._as_parameter_, *arguments)),
            "batch": timed(int, fill),
            "drain, bare": timed(fill, lambda: library.acm_log_drain(log._as_parameter_, *drained)),
            "drain": timed(fill, lambda: case.drain(buffer))}


def address(case: acm.Case) -> int:
    return ctypes.cast(case._as_parameter_, ctypes.c_void_p).value or 0


def measure(loops: Dict[str, Loop], rounds: int) -> Dict[str, List[float]]:
    """The loops of a round stand beside each other, so that a busy machine slows them alike. The first warms up."""
    found: Dict[str, List[float]] = {name: [] for name in loops}
    for _ in range(rounds + 1):
        for name, run in loops.items():
            found[name].append(run())
    return {name: took[1:] for name, took in found.items()}


def row(found: Dict[str, List[float]], name: str, bare: str) -> Tuple[float, float, float]:
    over = statistics.median(ours - others for ours, others in zip(found[name], found[bare]))
    return statistics.median(found[name]), statistics.median(found[bare]), over


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])
    with acm.Playbook.read(PAGE) as playbook, acm.Roster({"ana": "FastTrack Manager"}) as roster:
        with acm.Case(playbook, roster, log=False) as silent, acm.Case(playbook, roster) as case:
            item, person = case.id_of("994"), roster["ana"].id
            found = measure({**singles(silent, item, person), **batches(case, item, person)}, rounds)
    print(f"{'ns, CPython ' + sys.version.split()[0]:20} {'binding':>9} {'bare':>9} {'over':>9} {'goal':>6}")
    for name, bare, goal in ROWS:
        print(f"{name:20} {' '.join(f'{value:9.1f}' for value in row(found, name, bare))} {goal or '-':>6}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
