"""Kinds of values and what operators make of them, as lib/expr/README.md says."""

import math
from dataclasses import dataclass
from typing import Any

from timer import read_duration, read_instant


@dataclass(frozen=True, order=True)
class Moment:
    """A date-time, milliseconds since 1970-01-01T00:00Z."""

    milliseconds: int


Value = None | bool | int | float | str | frozenset[str] | Moment
INT64 = range(-2**63, 2**63)


def is_number(value: Value) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_true(value: Value) -> bool:
    """TRUE, or the string "true"; all else is false."""
    return value is True or value == "true"


def as_times(a: Value, b: Value) -> tuple[Value, Value]:
    """Beside a time, a string that reads as one is one."""
    if isinstance(b, Moment) and isinstance(a, str) and (time := read_instant(a)) is not None:
        return Moment(time), b
    if isinstance(a, Moment) and isinstance(b, str) and (time := read_instant(b)) is not None:
        return a, Moment(time)
    return a, b


def equal(a: Value, b: Value) -> bool:
    """Numbers by value; a boolean and the string that names it; a time and one that reads so; else of one kind."""
    for x, y in ((a, b), (b, a)):
        if isinstance(x, bool) and isinstance(y, str):
            return y == ("true" if x else "false")
    if is_number(a) and is_number(b):
        return a == b
    a, b = as_times(a, b)
    return type(a) is type(b) and a == b


def ordered(sign: str, a: Value, b: Value) -> bool:
    """Two numbers, two times, two strings by code point; nothing else has an order."""
    a, b = as_times(a, b)
    if not (is_number(a) and is_number(b) or isinstance(a, str) and isinstance(b, str)
            or isinstance(a, Moment) and isinstance(b, Moment)):
        return False
    x: Any = a
    y: Any = b
    return bool({"<": x < y, "<=": x <= y, ">": x > y, ">=": x >= y}[sign])


def contains(whole: Value, part: Value) -> bool:
    """A string in a set, or in a string."""
    return isinstance(whole, (frozenset, str)) and isinstance(part, str) and part in whole


def calculate(sign: str, a: Value, b: Value) -> Value:
    """Null for what is no number and for what has no finite result; whole numbers that do not fit become doubles."""
    if isinstance(a, Moment) and sign in "+-":
        return move(sign, a, b)
    if not (is_number(a) and is_number(b)):
        return None
    assert isinstance(a, (int, float)) and isinstance(b, (int, float))
    if sign in "/%" and b == 0:
        return None
    both_whole = isinstance(a, int) and isinstance(b, int)
    if sign == "/":
        result: int | float = float(a) / float(b)
    elif sign == "%":
        result = int(math.copysign(abs(a) % abs(b), a)) if both_whole else math.fmod(a, b)
    else:
        result = a + b if sign == "+" else a - b if sign == "-" else a * b
    if isinstance(result, int) and result not in INT64:
        result = float(result)
    return result if math.isfinite(result) else None


def move(sign: str, time: Moment, by: Value) -> Value:
    """A time and a duration or milliseconds is a time, between two times are milliseconds."""
    times = 1 if sign == "+" else -1
    if isinstance(by, str) and (duration := read_duration(by)):
        return Moment(duration.after(time.milliseconds, times))
    if isinstance(by, int) and not isinstance(by, bool):
        return Moment(time.milliseconds + times * by)
    if isinstance(by, Moment) and sign == "-":
        return time.milliseconds - by.milliseconds
    return None
