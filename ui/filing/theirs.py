"""The version of somebody else: what it holds, when it was saved, and by whom if that is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from portfolio.errors import Tick
from portfolio.files import Opened, load
from portfolio.files.lock import colleague
from portfolio.model.days import day_text
from portfolio.model.text import visible


@dataclass(frozen=True, slots=True)
class SavedBy:
    """When a file was saved, in local time, and by whom; empty where that is not known."""

    at: datetime | None = None
    by: str = ""

    def words(self, now: datetime) -> str:
        """Return the end of a sentence: ``by ana at 14:02``; empty when nothing is known."""
        parts = [f"by {visible(self.by)}"] if self.by else []
        if self.at is not None:
            parts.append(moment_words(self.at, now))
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Theirs:
    """A version that was read."""

    path: Path
    opened: Opened
    saved: SavedBy


def read_theirs(path: Path, tick: Tick | None = None) -> Theirs:
    """Read the version of somebody else; for the worker thread.

    Raises:
        NotOpened: as ``portfolio.files.load``.
    """
    saved = saved_by(path)
    return Theirs(path, load(path, tick), saved)


def saved_by(path: Path) -> SavedBy:
    """Return when a file was saved, and who has it open besides this window."""
    try:
        at = datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone()
    except (OSError, ValueError, OverflowError):
        at = None
    return SavedBy(at, colleague(path))


def moment_words(at: datetime, now: datetime) -> str:
    """Return ``at 14:02`` for today, ``on 3 Mar at 14:02`` for this year, or the whole date."""
    here, today = at.astimezone(), now.astimezone().date()
    if here.date() == today:
        return f"at {here:%H:%M}"
    day = day_text(here)
    if here.year == today.year:
        day = day.rpartition(" ")[0]
    return f"on {day} at {here:%H:%M}"
