"""When timers are due: durations, instants, repetitions (ISO 8601), in milliseconds since 1970-01-01T00:00Z."""

import calendar
import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$")
INSTANT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d))?$")


@dataclass(frozen=True)
class Duration:
    months: int
    milliseconds: int

    def after(self, time: int, times: int = 1) -> int:
        """Months are those of the calendar; a day that a month does not have is its last."""
        at = EPOCH + timedelta(milliseconds=time)
        year, month = divmod(at.year * 12 + at.month - 1 + self.months * times, 12)
        day = min(at.day, calendar.monthrange(year, month + 1)[1])
        return to_milliseconds(at.replace(year=year, month=month + 1, day=day)) + self.milliseconds * times


@dataclass(frozen=True)
class Timer:
    """Occurrences `every` so long, from `start` on or behind the time at which the timer is set."""

    start: int | None
    every: Duration | None
    count: int | None  # None = without end
    until: int | None = None

    def occurrence(self, set_at: int, index: int) -> int | None:
        """When the one with that index is due, from 0; None: there is none."""
        if self.count is not None and index >= self.count:
            return None
        if self.start is None:
            assert self.every
            due = self.every.after(set_at, index + 1)
        else:
            due = self.every.after(self.start, index) if self.every and index else self.start
        return None if self.until is not None and due > self.until else due

    def due(self, set_at: int, nth: int) -> int | None:
        """What has passed when the timer is set is left out, and counted; of a row that has all passed the last is due."""
        passed = 0
        while self.start is not None and (due := self.occurrence(set_at, passed)) is not None and due < set_at:
            passed += 1
        if passed and self.occurrence(set_at, passed) is None:
            passed -= 1
        return self.occurrence(set_at, passed + nth)


def to_milliseconds(time: datetime) -> int:
    return round((time - EPOCH) / timedelta(milliseconds=1))


def read_duration(text: str) -> Duration | None:
    match = DURATION.match(text)
    if not match or text.endswith(("P", "T")):
        return None
    years, months, weeks, days, hours, minutes, seconds = (int(g or 0) for g in match.groups())
    span = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return Duration(years * 12 + months, span // timedelta(milliseconds=1))


def read_instant(text: str) -> int | None:
    """A date alone is where the day begins, UTC."""
    if not INSTANT.match(text):
        return None
    at = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return to_milliseconds(at if at.tzinfo else at.replace(tzinfo=timezone.utc))


def read_timer(text: str) -> Timer | None:
    """As lib/base/timer.h lists them; None for anything else."""
    match = re.match(r"R(\d*)/(.+)$", text)
    parts = match[2].split("/") if match else [text]
    if not match and "/" in text:
        return read_end(text)
    count = (int(match[1]) if match[1] else None) if match else 1
    first, last = parts[0], parts[-1]
    if len(parts) > 2:
        return None
    if len(parts) == 1:
        every, at = read_duration(first), read_instant(first)
        return None if every is None and (at is None or match) else Timer(at, every, count)
    start, end = read_instant(first), read_instant(last)
    if start is not None and end is not None:
        return Timer(start, Duration(0, end - start), count)
    if start is not None and (every := read_duration(last)):
        return Timer(start, every, count)
    if end is not None and (every := read_duration(first)):
        return Timer(None, every, count, until=end)
    return None


def read_end(text: str) -> Timer | None:
    """Of start/duration, duration/end, start/end: once, at the end."""
    first, _, last = text.partition("/")
    start, end, every = read_instant(first), read_instant(last), read_duration(last)
    if start is not None and every:
        return Timer(every.after(start), None, 1)
    return Timer(end, None, 1) if end is not None and (start is not None or read_duration(first)) else None
