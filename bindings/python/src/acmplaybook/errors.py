"""What calls of the library fail with: one exception a status, all of them an Error."""

import ctypes
from typing import Any, Callable, Dict, Optional, Type

from . import _load, _native
from ._native import Status


class Error(Exception):
    """A call failed. The base of all, and what a status is raised as that this package does not know.

    line and column count from 1, 0 is no place; offset is in bytes; path is a file, or a key or element in it. value is
    what a callback returned, accepted how many commands of an array took effect before the one that was refused.
    """

    status: Status
    accepted = 0

    def __init__(self, message: str, *, status: Optional[int] = None, line: int = 0, column: int = 0, offset: int = 0,
                 path: str = "", value: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.status = Status(STATUS_OF.get(type(self), Status.INTERNAL) if status is None else status)
        self.line, self.column, self.offset, self.path, self.value = line, column, offset, path, value

    def __str__(self) -> str:
        place = [self.path] if self.path else []
        place += [str(self.line), str(self.column)] if self.line else []
        return f"{':'.join(place)}: {self.message}" if place else self.message

    def __reduce__(self) -> Any:
        return _unpickled, (type(self), self.message, dict(self.__dict__))


def _unpickled(kind: Type[Error], message: str, state: Dict[str, Any]) -> Error:
    error = kind(message)
    error.__dict__.update(state)
    return error


class OutOfMemoryError(Error, MemoryError):
    """Out of memory; the object is as it was."""


class InvalidError(Error, ValueError):
    """An argument makes no sense."""


class ClosedError(InvalidError):
    """The object was closed."""


class NotFoundError(Error, LookupError):
    """There is no such key, id, role, participant, ..."""


class AmbiguousError(Error, LookupError):
    """A bare number that several items bear; the message lists their keys."""


class EncodingError(Error, ValueError):
    """Not UTF-8, or a NUL inside text."""


class LimitError(Error, ValueError):
    """Deeper, longer or more than the limits allow."""


class FormatError(Error, ValueError):
    """A text breaks the grammar of its format; line and column say where."""


class UnsupportedError(Error, NotImplementedError):
    """Left out of this build of the library, or not offered."""


class VersionError(Error, ValueError):
    """Of a version that is not known here."""


class BufferTooSmallError(Error, ValueError):
    """A buffer is too small."""


class CallbackError(Error):
    """A callback stopped the work."""


class InternalError(Error, RuntimeError):
    """A fault of the library itself; please report it."""


class ExistsError(Error, ValueError):
    """The key is taken."""


class ModelError(Error, ValueError):
    """The playbook would break a rule of the model."""


class RefusedError(Error):
    """A command was refused, and has changed nothing."""


class StateError(RefusedError):
    """The transition is not legal in this state."""


class RoleError(RefusedError, PermissionError):
    """The actor has none of the roles that may do this."""


class ConditionError(RefusedError):
    """A condition is still open, or can no longer be changed."""


class IncompleteError(RefusedError):
    """The stage has active or unfinished required children."""


class ScopeError(RefusedError):
    """Outside the scope, or nothing would be in scope."""


class BudgetError(RefusedError):
    """Settling did not end within its budget."""


EXCEPTIONS: Dict[Status, Type[Error]] = {
    Status.NOMEM: OutOfMemoryError, Status.INVALID: InvalidError, Status.NOTFOUND: NotFoundError,
    Status.AMBIGUOUS: AmbiguousError, Status.ENCODING: EncodingError, Status.LIMIT: LimitError,
    Status.SYNTAX: FormatError, Status.UNSUPPORTED: UnsupportedError, Status.VERSION: VersionError,
    Status.BUFFER: BufferTooSmallError, Status.CALLBACK: CallbackError, Status.INTERNAL: InternalError,
    Status.EXISTS: ExistsError, Status.MODEL: ModelError, Status.STATE: StateError, Status.ROLE: RoleError,
    Status.CONDITION: ConditionError, Status.INCOMPLETE: IncompleteError, Status.SCOPE: ScopeError,
    Status.BUDGET: BudgetError,
}
STATUS_OF: Dict[Type[Error], Status] = {kind: status for status, kind in EXCEPTIONS.items()}
STATUS_OF[ClosedError] = Status.INVALID


def new_error() -> _native.acm_error:
    """A record for the library to fill."""
    error = _native.acm_error()
    _load.short.acm_error_init(ctypes.byref(error))
    return error


def exception(status: int, error: Optional[_native.acm_error] = None) -> Error:
    """The exception of a status, with what the library said about it."""
    kind = EXCEPTIONS.get(Status(status), Error)
    name = str(_load.short.acm_status_name(status).decode())
    if error is None or error.status != status:
        return kind(name, status=status)
    return kind(error.message.decode(errors="replace") or name, status=status, line=error.line, column=error.column,
                offset=error.offset, path=error.path.decode(errors="replace"), value=error.value)


def call(function: Callable[..., int], *arguments: Any) -> None:
    """Calls a function whose last parameter is an acm_error; raises what it fails with."""
    error = new_error()
    status = function(*arguments, ctypes.byref(error))
    if status:
        raise exception(status, error)
