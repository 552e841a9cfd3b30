"""What happened: events of one or many cases, in order."""

import ctypes
from datetime import datetime, timedelta, timezone
from typing import Any, Iterator, List, NamedTuple, Optional, Type, Union

from . import _native
from ._load import short
from ._native import Cause, ConditionState, EventKind, State, Transition
from ._root import Gate, Root, number, string
from .errors import InvalidError, call

Moment = Union[int, datetime]
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
STRIDE = ctypes.sizeof(_native.acm_event)
CHUNK = 1024
CONDITION_EVENTS = (EventKind.CONFIRM, EventKind.WITHDRAW, EventKind.WAIVE)


def milliseconds(moment: Moment) -> int:
    """
    >>> milliseconds(datetime(1970, 1, 2, tzinfo=timezone.utc))
    86400000
    """
    if isinstance(moment, datetime):
        if moment.tzinfo is None:
            raise InvalidError("a time without a time zone")
        return (moment - EPOCH) // timedelta(milliseconds=1)
    if not isinstance(moment, int):
        raise TypeError(f"a time is a datetime or milliseconds since 1970, not {type(moment).__name__}")
    if not -1 << 63 <= moment < 1 << 63:
        raise InvalidError(f"a time is not within 64 bits: {moment:#x}"[:200])
    return moment


class Event(NamedTuple):
    """One event. item, instance, actor and detail are ids; text is a reason, a fact, a scope."""

    time: int
    tag: int
    item: int
    instance: int
    detail: int
    actor: int
    kind: Union[Transition, EventKind]
    before: Union[State, ConditionState]
    after: Union[State, ConditionState]
    cause: Cause
    text: Optional[str] = None

    @property
    def when(self) -> datetime:
        return EPOCH + timedelta(milliseconds=self.time)


def kind_of(value: int) -> Union[Transition, EventKind]:
    return EventKind(value) if value >= EventKind.CONFIRM else Transition(value)


def event_of(record: Any, text: Optional[str] = None) -> Event:
    kind = kind_of(record.kind)
    states: Type[Union[State, ConditionState]] = ConditionState if record.kind in CONDITION_EVENTS else State
    return Event(record.time, record.tag, record.item, record.instance, record.detail, record.actor, kind,
                 states(record.from_), states(record.to), Cause(record.cause), text)


class EventBuffer:
    """Room for events, used again and again: `log.drain(buffer)` says how many are in it.

    `memoryview(buffer.records)` gives the bytes, 32 an event, as struct acm_event of C.
    """

    __slots__ = ("records", "capacity", "count", "_arguments")

    def __init__(self, capacity: int = CHUNK) -> None:
        self.capacity = number(capacity, "a capacity", 31)
        self.records = (_native.acm_event * self.capacity)()
        self.count = 0
        found = ctypes.c_size_t()
        self._arguments = self.records, STRIDE, self.capacity, ctypes.byref(found), found

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, index: int) -> Event:
        if not -self.count <= index < self.count:
            raise IndexError("there is no such event")
        return event_of(self.records[index % self.count])

    def __iter__(self) -> Iterator[Event]:
        return (event_of(self.records[i]) for i in range(self.count))

    def view(self) -> memoryview:
        """The bytes of the events that are in it; nothing is copied."""
        return memoryview(self.records).cast("B")[:self.count * STRIDE]


class _Core(Root):
    """The log of C, which lives as long as the log of Python or a case that writes to it."""

    def __init__(self, handle: ctypes.c_void_p, gate: Gate) -> None:
        self._own(handle, gate.free, short.acm_log_free, warns=False)


class Log(Root):
    """Collects events until they are drained; many cases may share it, on one thread at a time."""

    def __init__(self) -> None:
        self._begin(Gate())

    @classmethod
    def _of_case(cls, gate: Gate) -> "Log":
        log = cls.__new__(cls)
        log._begin(gate, warns=False)
        return log

    def _begin(self, gate: Gate, warns: bool = True) -> None:
        out = ctypes.c_void_p()
        call(short.acm_log_new, None, ctypes.byref(out))
        self._gate = gate
        self._core = _Core(out, gate)
        self._own(out, _let_go, self._core, warns=warns)

    def close(self) -> None:
        super().close()
        self.__dict__.pop("_core", None)

    def drain(self, buffer: EventBuffer) -> int:
        """Takes the oldest events out, as many as fit."""
        out, stride, capacity, count, found = buffer._arguments
        with self._gate:
            call(short.acm_log_drain, self._open(), out, stride, capacity, count)
        buffer.count = found.value
        return buffer.count

    def events(self) -> List[Event]:
        """Takes all events out, with their texts."""
        found: List[Event] = []
        buffer = EventBuffer(min(CHUNK, max(1, len(self))))
        out, stride, capacity, count, n = buffer._arguments
        with self._gate:
            while True:
                call(short.acm_log_drain, self._open(), out, stride, capacity, count)
                if not n.value:
                    return found
                for record in buffer.records[:n.value]:
                    text = short.acm_log_text(self, ctypes.byref(record)) if record.detail else None
                    found.append(event_of(record, string(text)))

    def clear(self) -> None:
        """Drops all events."""
        with self._gate:
            short.acm_log_clear(self._open())

    def __len__(self) -> int:
        """How many events wait to be drained."""
        return int(short.acm_log_count(self._open()))

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return "<Log, closed>" if self.closed else f"<Log: {len(self)} events>"


def _let_go(core: _Core, handle: ctypes.c_void_p) -> None:
    """The core frees itself when the last case lets go of it too."""
