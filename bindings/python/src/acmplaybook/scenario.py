"""Scenario files: what a test harness reads, runs and reports."""

import ctypes
import os
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, NamedTuple, Optional, Tuple, Union

from . import _native
from ._load import long, short
from ._native import ScenarioFormat, ScenarioVerdict
from ._root import Gate, Kept, Root, Sink, code, guarded, number, options, sink, string, utf8, word
from .errors import call
from .files import PathLike
from .log import Moment, milliseconds
from .playbook import Playbook
from .roster import Roster
from .view import CaseView

Watch = Callable[[int, "LentCase", Optional[str]], Any]


class LentCase(CaseView):
    """The case of a scenario that is running; it can be asked until the callback returns."""

    def __init__(self, address: int, playbook: Playbook) -> None:
        self._as_parameter_ = word(address)
        self._playbook, self._gate = playbook, Gate()
        roster = short.acm_case_roster(address)
        self._roster = Roster._of(roster) if roster else None
        self._name(self._roster)

    @property
    def closed(self) -> bool:
        return self._as_parameter_ is None

    def close(self) -> None:
        self._as_parameter_ = None
        if self._roster is not None:
            self._roster.close()


class Result(NamedTuple):
    """What came of a scenario on one model; true if all of it held."""

    passed: bool
    steps: int
    failed_step: int
    line: int
    diagnosis: str
    trace: str

    def __bool__(self) -> bool:
        return self.passed


class Scenario(Root):
    """A scenario as read.

    >>> text = '{"id": "met", "model": "page.md", "participants": {"ana": ["FastTrack Manager"]}, "steps": ['
    >>> text += '{"do": "complete", "as": "ana", "item": 994}, {"expect": {"case": "completed"}}]}'
    >>> with Scenario.read(text.encode()) as scenario, Playbook.read(page) as playbook:
    ...     scenario.run(playbook).passed
    True
    """

    def __init__(self, handle: ctypes.c_void_p, path: Optional[Path] = None) -> None:
        self.path = path
        self._gate = Gate()
        self._own(handle, self._gate.free, short.acm_scenario_free)

    @classmethod
    def read(cls, source: Union[PathLike, bytes]) -> "Scenario":
        """Reads a scenario by path or as bytes. Every key and value is checked."""
        path = None if isinstance(source, bytes) else Path(os.fspath(source))
        data = source if isinstance(source, bytes) else Path(os.fspath(source)).read_bytes()
        out = ctypes.c_void_p()
        call(long.acm_scenario_read, data, len(data), None, ctypes.byref(out))
        return cls(out, path)

    @property
    def id(self) -> str:
        return string(short.acm_scenario_id(self._open())) or ""

    @property
    def case(self) -> Optional[str]:
        """The case of its model that it is about."""
        return string(short.acm_scenario_case(self._open()))

    @property
    def models(self) -> List[str]:
        """Paths relative to the scenario file; it must hold on each."""
        return list(self._texts(short.acm_scenario_model, 0))

    @property
    def steps(self) -> List[str]:
        """One line for each step, such as "as ana: complete 4047"."""
        return list(self._texts(short.acm_scenario_step_text, 1))

    def _texts(self, function: Any, first: int) -> Iterator[str]:
        while True:
            text = string(function(self._open(), first))
            if text is None:
                return
            yield text
            first += 1

    def run(self, playbook: Playbook, *, watch: Optional[Watch] = None, language: Optional[str] = None,
            plan: Optional[str] = None) -> Result:
        """Runs it. What does not hold is a result; what cannot be run raises.

        watch(step, case, refusal) is called after the start, step 0, and after each step that held.
        """
        diagnosis, trace = _Lines(), _Lines()
        how = options(_native.acm_scenario_options, short.acm_scenario_options_init, language=language, plan=plan,
                      diagnosis=diagnosis.kept.pointer, trace=trace.kept.pointer)
        result = options(_native.acm_scenario_result, short.acm_scenario_result_init)
        kept = [diagnosis.kept, trace.kept]
        if watch is not None:
            seen = _watching(watch, playbook)
            how.watch = seen.pointer
            kept.append(seen)
        with self._gate, playbook._retained() as handle:
            self._open()
            guarded(kept, long.acm_scenario_run, self, handle, ctypes.byref(how), ctypes.byref(result))
        return Result(bool(result.passed), result.steps, result.failed_step, result.line, diagnosis.text(),
                      trace.text())

    def run_models(self, playbooks: Optional[Dict[Tuple[Path, Optional[str]], Playbook]] = None,
                   **how: Any) -> Iterator[Tuple[str, Result]]:
        """Runs it on each model, beside its file. `playbooks` keeps them for others; who gives it closes them."""
        base = self.path.parent if self.path else Path()
        for model in self.models:
            key = (base / model).resolve(), self.case
            playbook = playbooks.get(key) if playbooks is not None else None
            if playbook is None:
                playbook = Playbook.read(base / model, case=self.case)
                if playbooks is not None:
                    playbooks[key] = playbook
            try:
                yield model, self.run(playbook, **how)
            finally:
                if playbooks is None:
                    playbook.close()

    def __repr__(self) -> str:
        return "<Scenario, closed>" if self.closed else f"<Scenario {self.id!r}>"


class _Lines:
    def __init__(self) -> None:
        self._pieces: List[bytes] = []
        self.kept = sink(self._pieces.append)

    def text(self) -> str:
        return b"".join(self._pieces).decode()


def _watching(watch: Watch, playbook: Playbook) -> Kept:
    def run(_: int, __: int, step: int, case: int, refusal: Optional[int]) -> Any:
        lent = LentCase(case, playbook)
        try:
            return watch(step, lent, ctypes.string_at(refusal).decode() if refusal else None)
        finally:
            lent.close()
    return Kept(dict(_native.acm_scenario_options._fields_)["watch"], run)


class Outcome(NamedTuple):
    """One scenario in a report."""

    verdict: ScenarioVerdict
    id: Optional[str] = None
    file: Optional[str] = None
    step: int = 0
    line: int = 0
    microseconds: int = 0
    message: Optional[str] = None
    diagnosis: Optional[str] = None
    trace: Optional[str] = None


class ScenarioReport(Root):
    """A report that is being written: TAP, JUnit XML, or JSON.

    >>> lines = []
    >>> with ScenarioReport(ScenarioFormat.TAP, lines.append, total=1) as report:
    ...     report.add(Outcome(ScenarioVerdict.PASSED, "met"))
    ...     report.end()
    >>> "ok 1 - met" in "".join(lines)
    True
    """

    def __init__(self, format: ScenarioFormat, to: Sink, total: int = 0) -> None:
        self._kept = sink(lambda piece: to(piece.decode()))
        self._gate = Gate()
        out = ctypes.c_void_p()
        guarded([self._kept], short.acm_scenario_report_new, code(format), number(total, "total"), None,
                ctypes.byref(out), self._kept.pointer, None)
        self._own(out, _free_report, self._gate, self._kept)

    def add(self, outcome: Outcome) -> None:
        record: Any = options(_native.acm_scenario_outcome, short.acm_scenario_outcome_init, **outcome._asdict())
        with self._gate:
            self._open()
            guarded([self._kept], short.acm_scenario_report_add, self, ctypes.byref(record))

    def end(self) -> None:
        """Writes the end, of JUnit all of it."""
        with self._gate:
            self._open()
            guarded([self._kept], short.acm_scenario_report_end, self)


def _free_report(gate: Gate, _: Kept, handle: ctypes.c_void_p) -> None:
    gate.free(short.acm_scenario_report_free, handle)


def find(playbook: Playbook, name: str, plan: Any = 0) -> int:
    """The id of an item or condition as scenarios name it: key, number, part of a key, or name in any language."""
    text, out = utf8(name), ctypes.c_uint32()
    call(short.acm_scenario_find, playbook._open(), playbook.id_of(plan), text, len(text), ctypes.byref(out))
    return out.value


def time(text: str, now: Moment = 0) -> int:
    """
    >>> time("P1M", time("2026-01-31")) == time("2026-02-28")
    True
    """
    data, out = utf8(text), ctypes.c_int64()
    call(short.acm_scenario_time, data, len(data), milliseconds(now), ctypes.byref(out))
    return out.value


