"""Files beside a portfolio: what a killed save left over, and the copies of sync programs."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from portfolio.files.disk import remove_quietly
from portfolio.files.holder import host_mark, is_running

_LEFT_OVER = re.compile(
    r"\..+\.(?P<host>[0-9a-f]{8})-(?P<pid>\d{1,10})-[0-9a-f]{6}\.tmp", re.DOTALL
)
_FOREIGN_AGE = timedelta(days=1)

#: What sync programs put between the stem and the suffix of a file that two people changed.
_CONFLICTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r" \(.*conflict.*\)( \d+)?",  # Dropbox, Nextcloud, ownCloud, Box
        r"\.sync-conflict-\d{8}-\d{6}-[A-Z0-9]{7}",  # Syncthing
        r"[-_ ]?conflict(ed copy)?[-_ ].*",  # Seafile, Synology
        r" \(\d{1,3}\)",  # Google Drive, browsers
        r" \d{1,3}",  # iCloud Drive
        r"-(DESKTOP|LAPTOP|PC|WIN|MACBOOK)[A-Z0-9-]*( \(\d+\))?",  # OneDrive
    )
)
#: Where some of them name the person or the machine.
_MAKERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r" \((?P<maker>.+?)['’]s conflicted copy .*\)",  # Dropbox
        r" \(conflicted copy (?P<maker>\D.*?) \d{4}-\d\d-\d\d.*\)",  # Nextcloud
        r"\.sync-conflict-\d{8}-\d{6}-(?P<maker>[A-Z0-9]{7})",  # Syncthing: a device
        r"-(?P<maker>(DESKTOP|LAPTOP|PC|WIN|MACBOOK)[A-Z0-9-]*)( \(\d+\))?",  # OneDrive
    )
)


def remove_left_overs(folder: Path, now: datetime) -> tuple[Path, ...]:
    """Remove what saves that were killed left in a folder; return which.

    Those of processes of this machine that are gone, and of other machines after a
    day: theirs may be at work right now.
    """
    removed = []
    for name in _names(folder):
        match = _LEFT_OVER.fullmatch(name)
        file = folder / name
        if match and _is_over(file, match["host"], int(match["pid"]), now):
            remove_quietly(os.fspath(file))
            removed.append(file)
    return tuple(removed)


def _is_over(file: Path, host: str, pid: int, now: datetime) -> bool:
    if not file.is_file() or file.is_symlink():
        return False
    if host == host_mark():
        return not is_running(pid)
    try:
        return now.timestamp() - file.stat().st_mtime > _FOREIGN_AGE.total_seconds()
    except OSError:
        return False


def conflict_copies(path: Path) -> tuple[Path, ...]:
    """Return the files beside a portfolio that a sync program made of it, by their names."""
    return tuple(
        path.with_name(name) for name in _names(path.parent) if _is_conflict_name(name, path)
    )


def maker_of(copy: Path, path: Path) -> str:
    """Return who or what machine made a copy of ``path``; empty where its name does not say."""
    between = copy.stem.removeprefix(path.stem)
    matches = (pattern.fullmatch(between) for pattern in _MAKERS)
    return next((match["maker"] for match in matches if match), "")


def _is_conflict_name(name: str, path: Path) -> bool:
    stem, suffix = os.path.splitext(name)
    if suffix.lower() != path.suffix.lower() or not stem.startswith(path.stem):
        return False
    return any(pattern.fullmatch(stem[len(path.stem) :]) for pattern in _CONFLICTS)


def _names(folder: Path) -> Iterable[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return ()
