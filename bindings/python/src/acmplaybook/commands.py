"""Commands as records: prepared once, posted in one call."""

import ctypes
from datetime import datetime
from typing import Any, FrozenSet, Iterable, List, Mapping, Optional, Set, Tuple, Union

from . import _native
from ._native import CommandFlags, CommandKind, ValueKind
from ._root import COMMAND_SIZE, code, number, utf8
from .errors import EncodingError, InvalidError
from .log import Moment, milliseconds

Fact = Union[None, bool, int, float, str, datetime, Set[str], FrozenSet[str], List[str], Tuple[str, ...]]
Facts = Mapping[str, Fact]
TEXT_MAX = (1 << 32) - 1


class Commands:
    """Commands that are posted together. Items and people are ids: `case.commands()` gives one that takes keys too.

    >>> commands = Commands()
    >>> commands.add(CommandKind.START, 3, 1).add(CommandKind.COMPLETE, 3, 1)
    <Commands: 2>
    """

    def __init__(self, item_id: Any = None, person_id: Any = None) -> None:
        self._records: List[_native.acm_command] = []
        self._text = bytearray()
        self._item_id = item_id or (lambda item: number(item, "an item"))
        self._person_id = person_id or (lambda person: number(person or 0, "a participant"))
        self._made: Optional[Tuple[Any, ...]] = None

    def add(self, kind: int, item: Any = 0, actor: Any = None, *, instance: int = 0, at: Moment = 0,
            text: str = "", flags: int = 0) -> "Commands":
        """Adds a command; `text` is the reason of a waiver, the name of a fact, the services of a scope."""
        record = _native.acm_command(kind=code(kind), item=self._item_id(item),
                                     actor=self._person_id(actor), instance=number(instance, "an instance"),
                                     time=milliseconds(at), flags=flags)
        record.text_at, record.text_len = self._block(text)
        self._append(record)
        return self

    def set_fact(self, name: str, value: Fact, actor: Any = None, *, at: Moment = 0, flags: int = 0) -> "Commands":
        """Adds a fact; flags may be CommandFlags.WITH_NEXT: one command with the next."""
        record = _native.acm_command(kind=CommandKind.SET_FACT, actor=self._person_id(actor), time=milliseconds(at),
                                     flags=flags)
        record.text_at, record.text_len = self._block(name)
        self._value(record, value)
        self._append(record)
        return self

    def _append(self, record: _native.acm_command) -> None:
        self._made = None
        self._records.append(record)

    def _block(self, text: str) -> Tuple[int, int]:
        data, at = utf8(text), len(self._text)
        if at + len(data) > TEXT_MAX:
            raise InvalidError("the texts of commands are longer than 4 GiB")
        self._text += data
        return at, len(data)

    def _value(self, record: _native.acm_command, value: Fact) -> None:
        if value is None:
            record.value_kind = ValueKind.NULL
        elif isinstance(value, bool):
            record.value_kind, record.integer = ValueKind.BOOLEAN, int(value)
        elif isinstance(value, int):
            if not -1 << 63 <= value < 1 << 63:
                raise InvalidError(f"a fact is not within 64 bits: {value:#x}"[:200])
            record.value_kind, record.integer = ValueKind.INTEGER, value
        elif isinstance(value, float):
            record.value_kind, record.real = ValueKind.DOUBLE, value
        elif isinstance(value, datetime):
            record.value_kind, record.integer = ValueKind.TIME, milliseconds(value)
        elif isinstance(value, str):
            record.value_kind = ValueKind.STRING
            record.value_at, record.value_len = self._block(value)
        elif isinstance(value, (set, frozenset, list, tuple)):
            record.value_kind = ValueKind.SET
            record.value_at, record.value_len = self._block("\n".join(members(value)))
        else:
            raise TypeError(f"a fact is no {type(value).__name__}")

    def arguments(self) -> Tuple[Any, ...]:
        """What acm_case_post takes: records, stride, count, text, its length. Made once until something is added."""
        if self._made is None:
            array = (_native.acm_command * len(self._records))(*self._records)
            text = bytes(self._text)
            self._made = array, COMMAND_SIZE, len(array), text, len(text)
        return self._made

    def __len__(self) -> int:
        return len(self._records)

    def __repr__(self) -> str:
        return f"<Commands: {len(self)}>"


def members(value: Iterable[str]) -> List[str]:
    """The strings of a set; one with a line feed would become two."""
    found = list(value)
    for one in found:
        if not isinstance(one, str):
            raise TypeError(f"a set holds texts, not {type(one).__name__}")
        if not one or "\n" in one:
            raise EncodingError("a text in a set is empty, or of more than one line")
    return sorted(found)


def facts(given: Optional[Facts]) -> Commands:
    """The facts with which a case begins, or a plan may set."""
    commands = Commands()
    for name, value in (given or {}).items():
        commands.set_fact(name, value)
    return commands


def with_facts(commands: Commands, given: Facts, actor: Any, at: Moment) -> None:
    """Adds facts that are one command with the one that follows."""
    for name, value in given.items():
        commands.set_fact(name, value, actor, at=at, flags=CommandFlags.WITH_NEXT)


def block(data: Any) -> Tuple[bytes, int]:
    """Records in any object with a buffer, as C takes them: a copy, which no other thread changes while C reads it."""
    view = memoryview(data)
    size = COMMAND_SIZE
    if view.nbytes % size:
        raise InvalidError(f"the buffer is no multiple of {size} bytes, the size of a command")
    return view.tobytes(), view.nbytes // size
