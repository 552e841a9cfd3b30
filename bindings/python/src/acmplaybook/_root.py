"""What all objects share: they are owned, closed once, and guarded against threads. Text and callbacks for C."""

import ctypes
import operator
import threading
import warnings
import weakref
from collections import deque
from types import TracebackType
from typing import Any, Callable, Deque, Dict, Iterable, List, Optional, Tuple, Type, TypeVar, Union

from . import _native
from .errors import ClosedError, EncodingError, InvalidError, exception, new_error

Self = TypeVar("Self", bound="Root")
Sink = Callable[[str], Any]
Bytes = Union[bytes, bytearray, memoryview]
T = TypeVar("T")

COMMAND_SIZE = ctypes.sizeof(_native.acm_command)


def word(value: int) -> Any:
    """An address or a size as an argument that is ready for C; of c_void_p and c_size_t each call makes one anew."""
    return ctypes.byref(ctypes.c_char.from_address(value))


UNSIGNED = ctypes.c_uint32, ctypes.c_uint64, ctypes.c_size_t
OPEN, SHUT = word(COMMAND_SIZE), word(0)


class Gate:
    """Keeps threads apart that use one roster or log, and the cases of it.

    Short calls hold the interpreter, so they need no lock among themselves. A long call lets other threads run: it
    stands in a `with` of the gate, which takes the lock and shuts the gate. Calls that would get in its way wait for
    the lock; but for the usual command, which spares it: it passes the gate to C as the size of its record. A shut
    gate is a size that C refuses, and only then the lock is taken.
    """

    def __init__(self) -> None:
        self._as_parameter_ = OPEN
        self._lock = threading.Lock()
        self._owner = 0
        self._dead: Deque[Tuple[Any, Any]] = deque()

    def acquire(self, blocking: bool = True) -> bool:
        if blocking and self._owner == threading.get_ident():
            raise InvalidError("this object is in use by a call that has not returned")
        if not self._lock.acquire(blocking):
            return False
        self._owner = threading.get_ident()
        self._as_parameter_ = SHUT
        return True

    def release(self) -> None:
        self._as_parameter_ = OPEN
        self._owner = 0
        self._lock.release()

    def __enter__(self) -> None:
        self.acquire()

    def __exit__(self, *_: Any) -> None:
        self.release()
        if self._dead:
            self.bury()

    def free(self, function: Any, handle: Any) -> None:
        """Frees something as soon as that is possible: collection comes at any time, within a long call too."""
        self._dead.append((function, handle))
        self.bury()

    def bury(self) -> None:
        while self._dead and self.acquire(blocking=False):
            try:
                while self._dead:
                    function, handle = self._dead.popleft()
                    function(handle)
            finally:
                self.release()


class DoubleGate(Gate):
    """The gate of a case whose log has one of its own. It always looks shut: each command takes both locks."""

    def __init__(self, log: Gate, roster: Gate) -> None:
        super().__init__()
        self._as_parameter_ = SHUT
        self._gates = log, roster

    def acquire(self, blocking: bool = True) -> bool:
        log, roster = self._gates
        if not log.acquire(blocking):
            return False
        try:
            taken = roster.acquire(blocking)
        except InvalidError:
            log.release()
            raise
        if not taken:
            log.release()
        return taken

    def release(self) -> None:
        for gate in reversed(self._gates):
            gate.release()

    def __exit__(self, *_: Any) -> None:
        super().__exit__()
        for gate in self._gates:
            gate.bury()


class Root:
    """Something owned. `_as_parameter_` is its address for C, None once it is closed; C takes NULL for every object."""

    _as_parameter_: Any
    _finalizer: Any

    def _own(self, handle: ctypes.c_void_p, free: Callable[..., Any], *arguments: Any, warns: bool = True) -> None:
        """Takes over what `free` frees, called with the arguments, which it keeps alive, and the handle."""
        self._as_parameter_ = word(handle.value or 0)
        name = type(self).__name__ if warns else ""
        self._finalizer = weakref.finalize(self, _collected, name, free, arguments, handle)
        self._finalizer.atexit = False  # at exit the system takes all back

    def close(self) -> None:
        """Frees it; what is used afterwards raises ClosedError. Closing twice is fine."""
        dead = self._finalizer.detach()
        self._as_parameter_ = None
        if dead:
            _, _, (_, free, arguments, handle), _ = dead
            free(*arguments, handle)

    @property
    def closed(self) -> bool:
        return not self._finalizer.alive

    def _open(self) -> Any:
        """Itself, as an argument: ctypes takes the address when it calls, with the interpreter held, so that closing on
        another thread comes before or after a short call, never in the midst of it."""
        if self._as_parameter_ is None:
            raise ClosedError(f"this {type(self).__name__} is closed")
        return self

    def __enter__(self: Self) -> Self:
        self._open()
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException],
                 trace: Optional[TracebackType]) -> None:
        self.close()

    def __reduce__(self) -> Any:
        raise TypeError(f"a {type(self).__name__} cannot be copied or pickled; it has methods that write it")


def _collected(name: str, free: Callable[..., Any], arguments: Tuple[Any, ...], handle: ctypes.c_void_p) -> None:
    try:
        if name:
            warnings.warn(f"a {name} was not closed", ResourceWarning, stacklevel=2)
    finally:
        free(*arguments, handle)


def utf8(text: Union[str, bytes]) -> bytes:
    """Text for C, which ends it with a NUL."""
    if not isinstance(text, (str, bytes)):
        raise TypeError(f"a text is needed, not {type(text).__name__}")
    try:
        data = text.encode() if isinstance(text, str) else text
    except UnicodeEncodeError as fault:
        raise EncodingError(f"a lone surrogate at {fault.start} in a text of {len(text)}", offset=fault.start) from None
    if b"\0" in data:
        raise EncodingError(f"a NUL inside a text, at byte {data.index(0)}", offset=data.index(0))
    return data


def content(data: Union[str, Bytes]) -> bytes:
    """What is in a file; bytes are for C to judge."""
    if isinstance(data, str):
        return utf8(data)
    return data if isinstance(data, bytes) else memoryview(data).tobytes()


def names(given: Union[str, Iterable[str]]) -> str:
    """A list of names as C takes it: with semicolons between them."""
    if isinstance(given, str):
        return given
    listed = list(given)
    for name in listed:
        if isinstance(name, str) and ";" in name:
            raise InvalidError(f"a semicolon within the name {name[:80]!r}")
    return ";".join(listed)


class Ids:
    """The ids of what was named by keys or ids; those of views are asked for anew, for views hold their playbook."""

    MOST = 4096

    def __init__(self, find: Callable[[Any], int]) -> None:
        self._find = find
        self.known: Dict[Any, int] = {}  # for a look without a call

    def __getitem__(self, thing: Any) -> int:
        found = self.known.get(thing)
        if found is None:
            found = self._find(thing)
            if isinstance(thing, (str, int)) and len(self.known) < self.MOST:
                self.known[thing] = found
        return found


def optional(text: Optional[str]) -> Optional[bytes]:
    return None if text is None else utf8(text)


def string(text: Optional[bytes]) -> Optional[str]:
    return None if text is None else text.decode()


def number(value: Any, what: str, bits: int = 32) -> int:
    """ctypes cuts numbers that are too large; here they are refused."""
    if not isinstance(value, int):
        raise TypeError(f"{what} is a number, not {type(value).__name__}")
    if not 0 <= value < 1 << bits:
        raise InvalidError(f"{what} is not within {bits} bits: {value:#x}"[:200])
    return int(value)


def code(value: int) -> int:
    """A member of an enum, or a number that it may have one day."""
    found = operator.index(value)
    if not -1 << 31 <= found < 1 << 31:
        raise InvalidError(f"a code is not within 32 bits: {found:#x}"[:200])
    return found


def records(kind: Type[T], function: Callable[..., int], *arguments: Any) -> "ctypes.Array[Any]":
    """All records that a function lists: it is asked how many there are first."""
    count = ctypes.c_size_t()
    size = ctypes.sizeof(kind)  # type: ignore[arg-type]
    out: Any = None
    capacity = 0
    while True:
        status = function(*arguments, out, size, capacity, ctypes.byref(count))
        if status:
            raise exception(status)
        if count.value <= capacity:
            return (kind * count.value).from_buffer(out) if out is not None else (kind * 0)()  # type: ignore
        capacity = count.value
        out = (kind * capacity)()  # type: ignore[operator]


class Kept:
    """A callback for C: what it raises is kept, stops the work, and is raised when the call returns."""

    def __init__(self, prototype: Any, function: Callable[..., Any]) -> None:
        self.error: Optional[BaseException] = None
        self._function = function
        self.pointer = prototype(self._run)

    def _run(self, *arguments: Any) -> int:
        try:
            value = self._function(*arguments)
            return value if isinstance(value, int) else 0
        except BaseException as error:  # also KeyboardInterrupt: C knows no exceptions
            self.error = error
            return -1

    def raise_kept(self) -> None:
        error, self.error = self.error, None
        if error is not None:
            raise error


def sink(function: Callable[[bytes], Any]) -> Kept:
    """A sink of C that hands its pieces to a function."""
    def receive(_: int, text: int, length: int) -> int:
        function(ctypes.string_at(text, length) if length else b"")
        return 0
    return Kept(_native.acm_sink, receive)


def guarded(kept: List[Kept], function: Callable[..., int], *arguments: Any) -> None:
    """Calls a function that was given callbacks: what they raised goes before what the function says."""
    error = new_error()
    status = function(*arguments, ctypes.byref(error))
    for one in kept:
        one.raise_kept()
    if status:
        raise exception(status, error)


def written(function: Callable[..., int], *arguments: Any) -> bytes:
    """All that a function writes to a sink; its last parameters are sink, user and error."""
    pieces: List[bytes] = []
    kept = sink(pieces.append)
    guarded([kept], function, *arguments, kept.pointer, None)
    return b"".join(pieces)


def sentence(function: Callable[..., int], *arguments: Any) -> str:
    """A text that a function writes into a buffer; its last parameters are buffer, capacity and needed."""
    needed = ctypes.c_size_t(512)
    while True:
        capacity = needed.value
        buffer = ctypes.create_string_buffer(capacity)
        status = function(*arguments, buffer, capacity, ctypes.byref(needed))
        if not status:
            return buffer.value.decode()
        if status != _native.Status.BUFFER or needed.value <= capacity:
            raise exception(status)



def options(kind: Type[T], init: Callable[..., Any], **fields: Any) -> T:
    """A struct with its defaults, then with what is given: texts, and numbers that fit."""
    made = kind()
    init(ctypes.byref(made))  # type: ignore[arg-type]
    types = dict(made._fields_)  # type: ignore[attr-defined]
    for name, value in fields.items():
        if value is None:
            continue
        if types[name] is ctypes.c_char_p:
            value = utf8(value)
        elif types[name] in UNSIGNED:
            value = number(value, name, 8 * ctypes.sizeof(types[name]))
        elif types[name] is ctypes.c_int32:
            value = code(value)
        setattr(made, name, value)
    return made
