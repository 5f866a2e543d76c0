"""The versions of the open document that were kept: beside the file, and dated ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from portfolio.errors import PortfolioError, Tick
from portfolio.files import list_backups, load
from portfolio.files.backups import Reason
from portfolio.files.changes import changes
from portfolio.model import Portfolio
from ui.filing.counted import counted_words

_MOST_TOLD = 30
_BESIDE = re.compile(r"(\.v\d+)?\.bak")


@dataclass(frozen=True, slots=True)
class Version:
    """A version that can be opened.

    Attributes:
        made: when, by the clock of then, to the second.
        size: in bytes.
        beside: whether it stands beside the file, and not in the app's own folder.
        reason: why it was kept.
    """

    file: Path
    made: datetime
    size: int
    beside: bool
    reason: Reason = "saved"


def versions(folder: Path, path: Path | None, portfolio_id: str) -> tuple[Version, ...]:
    """Return the versions of a document, the newest first.

    Args:
        folder: of the dated backups.
        path: the document's file, if it has one.
        portfolio_id: the document's id.
    """
    dated = [
        Version(backup.file, backup.made, backup.size, beside=False, reason=backup.reason)
        for backup in list_backups(folder, portfolio_id)
    ]
    beside = [] if path is None else _beside(path)
    return tuple(sorted(dated + beside, key=lambda version: version.made, reverse=True))


def _beside(path: Path) -> list[Version]:
    found = []
    try:
        for file in path.parent.iterdir():
            if file.name.startswith(path.name) and _BESIDE.fullmatch(file.name[len(path.name) :]):
                status = file.stat()
                made = datetime.fromtimestamp(int(status.st_mtime), UTC)
                found.append(Version(file, made, status.st_size, beside=True))
    except OSError:
        return found
    return found


def tell_steps(
    found: Sequence[Version], tell: Callable[[tuple[int, str]], None], tick: Tick
) -> None:
    """Tell what each of some versions brought, in a few words; for the worker thread.

    Args:
        found: the newest first; only the newest are told of, since each has to be read.
        tell: takes the place of a version and the words.
        tick: lets it stop.
    """
    newer: Portfolio | None = None
    for place, version in enumerate(found[: _MOST_TOLD + 1]):
        tick(place / len(found), "")
        try:
            older = load(version.file).portfolio
        except PortfolioError:
            older = None
            tell((place, "Cannot be read"))
        if newer is not None and older is not None:
            tell((place - 1, _step(older, newer)))
        newer = older


def _step(older: Portfolio, newer: Portfolio) -> str:
    if older == newer:
        return "Holds the same as the one below"
    first, _, more = counted_words(changes(older, newer)).partition("; ")
    if not first:
        return "Differs from the one below in the order only"
    return f"Since the one below: {first}{more and ', and more'}"
