#!/usr/bin/env python3
"""What a call costs over the bare foreign call: workload W4. The least of several rounds, taken in turn; an empty loop
is subtracted.

    ACMPLAYBOOK_LIBRARY=build/release/lib/libacmplaybook.so PYTHONPATH=bindings/python/src \\
        python3 tests/bench/w4_python.py
"""

import ctypes
import json
import sys
import time
from typing import Any, Callable, Dict

import acmplaybook as acm
from acmplaybook import _load, _native
from acmplaybook.case import pack

ROUNDS, CALLS, BATCH = 300, 1000, 1000
PAGE = b"""| Task ID | Task Name        | (M)andatory / (O)ptional | FastTrack Role    |
| ------- | ---------------- | ------------------------ | ----------------- |
| 994     | Hold the meeting | M                        | FastTrack Manager |
"""


def loop(statement: str, names: Dict[str, Any]) -> Callable[[], float]:
    """A function that runs the statement CALLS times and says how long one takes, in nanoseconds."""
    source = (f"def run({', '.join(names)}):\n    t = clock()\n    for _ in calls:\n        {statement}\n"
              "    return (clock() - t) / len(calls)\n")
    space: Dict[str, Any] = {"clock": time.perf_counter_ns, "calls": range(CALLS)}
    exec(source, space)
    return lambda: float(space["run"](*names.values()))


def least(loops: Dict[str, Callable[[], float]]) -> Dict[str, float]:
    """The rounds of all stand beside each other, so that a busy machine slows them alike."""
    found: Dict[str, float] = {}
    for _ in range(ROUNDS):
        for name, run in loops.items():
            found[name] = min(run(), found.get(name, 1e12))
    return {name: took - found["empty"] for name, took in found.items()}


def single(case: acm.Case, item: int, person: int) -> Dict[str, float]:
    library = ctypes.CDLL(_load.path)
    handle, error = case._as_parameter_, _native.acm_error(struct_size=ctypes.sizeof(_native.acm_error))
    record = pack(acm.CommandKind.CLAIM, item, 0, person, 0)
    size = ctypes.c_size_t(len(record))
    names = {"state": library.acm_case_item_state, "handle": handle, "item": item, "case": case, "person": person,
             "post": library.acm_case_post, "record": record, "size": size, "one": ctypes.c_size_t(1),
             "none": ctypes.c_size_t(0), "error": ctypes.byref(error), "CLAIM": 19, "key": "994", "who": "ana"}
    return least({name: loop(statement, names) for name, statement in {
        "empty": "pass",
        "getter, bare": "state(handle, item)",
        "getter": "case.item_state(item)",
        "command, bare": "post(handle, record, size, one, None, none, None, error)",
        "command": "case.post(CLAIM, item, person)",
        "command by name": "case.claim(item, person)",
        "command by keys": "case.claim(key, who)",
    }.items()})


def batches(case: acm.Case, item: int, person: int) -> Dict[str, float]:
    """Nanoseconds a record, through the binding and by one bare call with the same buffers, nearly C alone."""
    log = case.log
    assert log is not None
    library = ctypes.CDLL(_load.path)
    commands = case.commands()
    for _ in range(BATCH):
        commands.add(acm.CommandKind.CLAIM, item, person)
    array, stride, count, text, length = commands.arguments()
    arguments = array, ctypes.c_size_t(stride), ctypes.c_size_t(count), text, ctypes.c_size_t(length)
    buffer, n = acm.EventBuffer(BATCH), ctypes.c_size_t()
    size, capacity = ctypes.c_size_t(32), ctypes.c_size_t(BATCH)
    found: Dict[str, float] = {}

    def took(name: str, call: Callable[[], Any]) -> None:
        start = time.perf_counter_ns()
        call()
        found[name] = min(found.get(name, 1e12), (time.perf_counter_ns() - start) / BATCH)

    for _ in range(2 * ROUNDS):
        took("post, bare", lambda: library.acm_case_post(case._as_parameter_, *arguments, None, None))
        took("drain, bare", lambda: library.acm_log_drain(log._as_parameter_, buffer.records, size, capacity,
                                                          ctypes.byref(n), None))
        log.clear()
        took("post", lambda: case.post_all(commands))
        took("drain", lambda: case.drain(buffer))
        log.clear()
    return found


def main() -> int:
    with acm.Playbook.read(PAGE) as playbook, acm.Roster({"ana": "FastTrack Manager"}) as roster:
        with acm.Case(playbook, roster, log=False) as case:
            item, person = case.id_of("994"), roster["ana"].id
            found = single(case, item, person)
        with acm.Case(playbook, roster) as case:
            found.update(batches(case, item, person))
    over = {name: found[name] - found[bare] for name, bare in {
        "getter": "getter, bare", "command": "command, bare", "command by name": "command, bare",
        "command by keys": "command, bare", "post": "post, bare", "drain": "drain, bare"}.items()}
    goals = {"getter": 100, "command": 300, "command by name": 300, "post": 10, "drain": 10}
    if "--json" in sys.argv:
        print(json.dumps({"ns": found, "over": over, "goals": goals}))
        return 0
    print(f"CPython {sys.version.split()[0]}, nanoseconds; post and drain are per record of {BATCH}")
    for name, more in over.items():
        goal = f"  goal {goals[name]}" if name in goals else ""
        print(f"{name:16} {found[name]:8.1f}  bare {found[name] - more:8.1f}  over {more:7.1f}{goal}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
