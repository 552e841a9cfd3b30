"""When timers are due: durations, instants, repetitions (ISO 8601), in milliseconds since 1970-01-01T00:00Z."""

import calendar
import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)$")


@dataclass(frozen=True)
class Duration:
    months: int
    milliseconds: int

    def after(self, time: int, times: int = 1) -> int:
        """Months are those of the calendar; a day that a month does not have is its last."""
        at = EPOCH + timedelta(milliseconds=time)
        months = at.year * 12 + at.month - 1 + self.months * times
        year, month = divmod(months, 12)
        day = min(at.day, calendar.monthrange(year, month + 1)[1])
        at = at.replace(year=year, month=month + 1, day=day)
        return round((at - EPOCH) / timedelta(milliseconds=1)) + self.milliseconds * times


@dataclass(frozen=True)
class Timer:
    """First occurrence at a time, or so long after it was set; then again `count - 1` times, None = without end."""

    at: int | None
    every: Duration | None
    count: int | None

    def first(self, now: int) -> int:
        if self.at is not None:
            return self.at
        assert self.every
        return self.every.after(now)


def read_duration(text: str) -> Duration | None:
    match = DURATION.match(text)
    if not match or text.endswith(("P", "T")):
        return None
    years, months, weeks, days, hours, minutes, seconds = (int(g or 0) for g in match.groups())
    span = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return Duration(years * 12 + months, span // timedelta(milliseconds=1))


def read_instant(text: str) -> int | None:
    if not INSTANT.match(text):
        return None
    return round((datetime.fromisoformat(text.replace("Z", "+00:00")) - EPOCH) / timedelta(milliseconds=1))


def read_timer(text: str) -> Timer | None:
    """PT1H, 2026-03-31T17:00Z, R3/PT1H, R/2026-03-31T17:00Z/P1D; None for anything else."""
    match = re.match(r"R(\d*)/(.+)$", text)
    parts = match[2].split("/") if match else [text]
    count = (int(match[1]) if match[1] else None) if match else 1
    if len(parts) > 2 or (len(parts) == 2 and not match):
        return None
    at = read_instant(parts[0])
    every = read_duration(parts[-1])
    if len(parts) == 2 and (at is None or every is None) or at is None and every is None:
        return None
    return Timer(at, every, count)
