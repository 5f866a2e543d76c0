"""The versions of the open document that were kept: beside the file, and dated ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from portfolio.files import list_backups

_BESIDE = re.compile(r"(\.v\d+)?\.bak")


@dataclass(frozen=True, slots=True)
class Version:
    """A version that can be opened.

    Attributes:
        made: when, by the clock of then.
        size: in bytes.
        beside: whether it stands beside the file, and not in the app's own folder.
    """

    file: Path
    made: datetime
    size: int
    beside: bool


def versions(folder: Path, path: Path | None, portfolio_id: str) -> tuple[Version, ...]:
    """Return the versions of a document, the newest first.

    Args:
        folder: of the dated backups.
        path: the document's file, if it has one.
        portfolio_id: the document's id.
    """
    dated = [
        Version(backup.file, backup.made, backup.size, beside=False)
        for backup in list_backups(folder, portfolio_id)
    ]
    beside = [] if path is None else _beside(path)
    return tuple(sorted(beside + dated, key=lambda version: version.made, reverse=True))


def _beside(path: Path) -> list[Version]:
    found = []
    try:
        for file in path.parent.iterdir():
            if file.name.startswith(path.name) and _BESIDE.fullmatch(file.name[len(path.name) :]):
                status = file.stat()
                made = datetime.fromtimestamp(status.st_mtime, UTC)
                found.append(Version(file, made, status.st_size, beside=True))
    except OSError:
        return found
    return found
