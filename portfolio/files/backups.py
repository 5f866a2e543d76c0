"""Dated backups in the app's own folder, thinned out as they age.

All of the last two days are kept, then the last of each of 14 days, of each of 8 weeks and
of each of 12 months that saw a save. Days are counted, not ages: a clock that once was
wrong, or a file that nobody opened for years, costs no history. The three newest are always
kept; otherwise the oldest go first when all together exceed a limit.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, cast

from portfolio.files.app_folder import make_folder, safe_name
from portfolio.files.atomic import write_atomically
from portfolio.files.disk import remove_quietly, sha256_of

DEFAULT_CAP_BYTES = 200 * 2**20
ALWAYS_KEPT = 3

#: Why a version was kept: it was saved, or it is one of the two that were merged.
Reason = Literal["saved", "ours", "theirs"]

_NAME = re.compile(
    r"(\d{6,9})-(\d{8}T\d{6})Z-([0-9a-f]{12})(?:-(ours|theirs))?\.portfolio", re.ASCII
)
_TIME = "%Y%m%dT%H%M%S"
_ALL_FOR = timedelta(days=2)
#: Of how many such spans the last backup is kept, besides what is kept already.
_THEN: tuple[tuple[int, Callable[[datetime], object]], ...] = (
    (14, lambda moment: moment.date()),
    (8, lambda moment: moment.isocalendar()[:2]),
    (12, lambda moment: (moment.year, moment.month)),
)


@dataclass(frozen=True, slots=True)
class Backup:
    """One stored version.

    Attributes:
        sequence: counts up with each backup of one document, whatever the clock says.
        made: when, by the clock of then, in UTC.
        size: in bytes.
        fingerprint: the first 12 digits of SHA-256 of its bytes.
    """

    file: Path
    sequence: int
    made: datetime
    size: int
    fingerprint: str = ""
    reason: Reason = "saved"


def keep_backup(
    folder: Path, portfolio_id: str, data: bytes, *, now: datetime, reason: Reason = "saved"
) -> Path | None:
    """Store the bytes of a version as a file; None if the newest backup is equal.

    Raises:
        NotSaved: if it could not be written.
    """
    own = folder / safe_name(portfolio_id)
    make_folder(own)
    before = list_backups(folder, portfolio_id)
    fingerprint = sha256_of(data)[:12]
    if before and before[0].fingerprint == fingerprint:
        return None
    sequence = before[0].sequence + 1 if before else 1
    why = "" if reason == "saved" else f"-{reason}"
    file = own / f"{sequence:06}-{now.astimezone(UTC):{_TIME}}Z-{fingerprint}{why}.portfolio"
    write_atomically(file, data)
    return file


def list_backups(folder: Path, portfolio_id: str) -> tuple[Backup, ...]:
    """Return the backups of a document, the newest first; foreign files are passed over."""
    own = folder / safe_name(portfolio_id)
    try:
        entries = list(os.scandir(own))
    except OSError:
        return ()
    found = [backup for entry in entries if (backup := _backup(entry)) is not None]
    return tuple(sorted(found, key=lambda backup: backup.sequence, reverse=True))


def _backup(entry: os.DirEntry[str]) -> Backup | None:
    match = _NAME.fullmatch(entry.name)
    if match is None:
        return None
    try:
        made = datetime.strptime(match[2], _TIME).replace(tzinfo=UTC)
        size, reason = entry.stat().st_size, cast("Reason", match[4] or "saved")
        return Backup(Path(entry.path), int(match[1]), made, size, match[3], reason)
    except (OSError, ValueError):
        return None


def thin_backups(
    folder: Path, portfolio_id: str, *, now: datetime, cap_bytes: int = DEFAULT_CAP_BYTES
) -> tuple[Path, ...]:
    """Remove the backups that are no longer kept; return which."""
    backups = list_backups(folder, portfolio_id)
    kept = _within(cap_bytes, _worth_keeping(backups, now))
    removed = tuple(backup.file for backup in backups if backup not in kept)
    for file in removed:
        remove_quietly(os.fspath(file))
    return removed


def _worth_keeping(backups: Sequence[Backup], now: datetime) -> list[Backup]:
    """Return what is kept whatever its size; both the newest first."""
    kept = {
        backup.sequence
        for place, backup in enumerate(backups)
        if place < ALWAYS_KEPT or now - backup.made <= _ALL_FOR
    }
    for count, span_of in _THEN:
        kept.update(_last_of_spans(backups, kept, count, span_of))
    return [backup for backup in backups if backup.sequence in kept]


def _last_of_spans(
    backups: Sequence[Backup],
    kept: Collection[int],
    count: int,
    span_of: Callable[[datetime], object],
) -> list[int]:
    """Return the last backups of the newest spans, so many, of which the last is not kept yet."""
    last: dict[object, int] = {}
    for backup in backups:
        last.setdefault(span_of(backup.made), backup.sequence)
    return [sequence for sequence in last.values() if sequence not in kept][:count]


def _within(cap_bytes: int, backups: Sequence[Backup]) -> list[Backup]:
    """Return the newest that fit into ``cap_bytes``, and the three newest in any case."""
    kept: list[Backup] = []
    size = 0
    for backup in backups:
        size += backup.size
        if size > cap_bytes and len(kept) >= ALWAYS_KEPT:
            break
        kept.append(backup)
    return kept
