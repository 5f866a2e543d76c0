"""Days and moments as people write them, the same in every language of the machine."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo

#: Spelled out here: a calendar's own would be in the language of the machine.
_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


def day_text(day: date) -> str:
    """Return a day as people write it: ``3 Mar 2026``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def month_text(day: date) -> str:
    """Return the month of a day: ``Mar 2026``."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def moment_text(at: datetime, zone: tzinfo | None = None) -> str:
    """Return a moment on the clocks of a zone, or of here: ``3 Mar 2026, 14:05``."""
    there = at.astimezone(zone)
    return f"{day_text(there)}, {there.hour:02}:{there.minute:02}"


def utc_text(at: datetime) -> str:
    """Return a moment by universal time: ``3 Mar 2026, 13:05 UTC``."""
    return f"{moment_text(at, UTC)} UTC"
