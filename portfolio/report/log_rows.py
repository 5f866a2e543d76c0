"""The log of decisions as rows, the last entry first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from portfolio.files.journal import in_sequence
from portfolio.model import Entry, Portfolio
from portfolio.model.days import moment_text, utc_text
from portfolio.model.text import visible

#: All that the log promises, in these words and no more.
PROMISE = "It shows changes made since the last published fingerprint."


@dataclass(frozen=True, slots=True)
class LogRow:
    """One entry.

    Attributes:
        key: its hash.
        place: in the log, 0 first; entries of different branches may share a number.
        at: when.
        when: the same on the clocks of here.
        what: in a sentence.
        branch: what there is to say of branches; empty where there are none.
    """

    key: str
    place: int
    n: int
    at: datetime
    when: str
    who: str
    what: str
    branch: str

    @property
    def utc(self) -> str:
        """When, by universal time."""
        return utc_text(self.at)


def log_rows(portfolio: Portfolio, zone: tzinfo | None = None) -> list[LogRow]:
    """Return one row an entry, the last one first.

    Args:
        portfolio: the document.
        zone: of the clocks of here; None for that of the machine.
    """
    entries = in_sequence(portfolio)
    beside = Counter(entry.n for _, entry in entries)
    rows = [
        _row(place, key, entry, _branch(entry, beside[entry.n]), zone)
        for place, (key, entry) in enumerate(entries)
    ]
    return rows[::-1]


def log_text(rows: Sequence[LogRow], fingerprint: str) -> str:
    """Return the log as plain text, and the fingerprint with what it is good for."""
    lines = [
        f"{row.n}. {row.utc}, {row.who}: {row.what}" + (f" ({row.branch})" if row.branch else "")
        for row in rows
    ]
    return "\n".join([*lines, "", f"Fingerprint: {fingerprint}", PROMISE])


def _row(place: int, key: str, entry: Entry, branch: str, zone: tzinfo | None) -> LogRow:
    who = visible(entry.who.strip()) or "Somebody"
    when = moment_text(entry.at, zone)
    return LogRow(key, place, entry.n, entry.at, when, who, visible(entry.what), branch)


def _branch(entry: Entry, beside: int) -> str:
    joined = f"joins {len(entry.prev)} branches" if len(entry.prev) > 1 else ""
    apart = "in a branch of its own" if beside > 1 else ""
    return "; ".join(part for part in (joined, apart) if part)
