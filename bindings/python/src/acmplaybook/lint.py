"""Findings: what is wrong in files, where, and which rule says so."""

import ctypes
from typing import TYPE_CHECKING, Any, Iterator, List, NamedTuple, Optional, Sequence, Union, overload

from . import _native
from ._load import long, short
from ._native import ReportFormat, Severity
from ._root import Gate, Root, Sink, code, guarded, options, sink, string, written
from .errors import call

if TYPE_CHECKING:
    from .playbook import Playbook


class Finding(NamedTuple):
    """One finding. line 0 is the whole page, column 0 the whole line."""

    file: str
    line: int
    column: int
    offset: int
    severity: Severity
    rule: str
    text: str

    def __str__(self) -> str:
        place = [self.file, *([str(self.line)] if self.line else []), *([str(self.column)] if self.column else [])]
        return f"{':'.join(place)}: {self.severity.name.lower()} {self.rule} {self.text}"


class Rule(NamedTuple):
    """What findings of a rule mean, and how to mend what they are about."""

    name: str
    summary: str
    severity: Severity
    advice: str
    example: Optional[str]


def rules() -> List[Rule]:
    """All rules.

    >>> "page-link-broken" in [rule.name for rule in rules()] or len(rules()) > 20
    True
    """
    found: List[Rule] = []
    while True:
        index = len(found)
        name = short.acm_rule_name(index)
        if name is None:
            return found
        found.append(Rule(name.decode(), string(short.acm_rule_summary(index)) or "",
                          Severity(short.acm_rule_severity(index)), string(short.acm_rule_advice(index)) or "",
                          string(short.acm_rule_example(index))))


class Findings(Root, Sequence[Finding]):
    """The findings of one reading, a sequence; empty is false. Needs no close: what it holds goes with it."""

    def __init__(self, handle: ctypes.c_void_p) -> None:
        self._gate = Gate()
        self._own(handle, self._gate.free, short.acm_diagnostics_free, warns=False)

    def __len__(self) -> int:
        return int(short.acm_diagnostics_count(self._open()))

    @overload
    def __getitem__(self, index: int) -> Finding: ...

    @overload
    def __getitem__(self, index: slice) -> List[Finding]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[Finding, List[Finding]]:
        if isinstance(index, slice):
            return [self._get(i) for i in range(*index.indices(len(self)))]
        count = len(self)
        if not -count <= index < count:
            raise IndexError("there is no such finding")
        return self._get(index % count)

    def __iter__(self) -> Iterator[Finding]:
        return (self._get(i) for i in range(len(self)))

    def _get(self, index: int) -> Finding:
        record, handle = _native.acm_diagnostic(), self._open()
        short.acm_diagnostics_get(handle, index, ctypes.byref(record), ctypes.sizeof(record))
        file, text = short.acm_diagnostics_file(handle, index, None), short.acm_diagnostics_text(handle, index, None)
        rule = short.acm_diagnostics_rule(handle, index)
        return Finding(string(file) or "", record.line, record.column, record.offset, Severity(record.severity),
                       string(rule) or "", string(text) or "")

    def write(self, format: ReportFormat, to: Sink) -> None:
        """Writes all of them, piece by piece, such as ReportFormat.SARIF."""
        kept = sink(lambda piece: to(piece.decode()))
        with self._gate:
            guarded([kept], long.acm_diagnostics_write, self._open(), code(format), kept.pointer, None)

    def report(self, format: ReportFormat = ReportFormat.TEXT) -> str:
        """All of them as one text."""
        with self._gate:
            return written(long.acm_diagnostics_write, self._open(), code(format)).decode()

    def __repr__(self) -> str:
        return "<Findings, closed>" if self.closed else f"<Findings: {len(self)}>"


def lint(playbook: "Playbook", *, severity: int = 0, today: Optional[str] = None, rules: Optional[str] = None,
         partial: bool = False) -> Findings:
    """Looks through all pages of a playbook; Playbook.lint."""
    record: Any = options(_native.acm_lint_options, short.acm_lint_options_init, severity=severity, today=today,
                          rules=rules, partial=int(partial))
    out = ctypes.c_void_p()
    with playbook._retained() as handle:
        call(long.acm_playbook_lint, handle, ctypes.byref(record), ctypes.byref(out))
    return Findings(out)
