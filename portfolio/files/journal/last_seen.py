"""The last entries of each log that were seen on this machine, in the app's own folder.

They tell what the log itself cannot: that its end was cut off.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from portfolio.files.app_folder import make_folder, safe_name
from portfolio.files.atomic import write_atomically
from portfolio.files.disk import read_or_none
from portfolio.files.errors import Unreadable
from portfolio.files.journal.log import heads
from portfolio.model import Portfolio
from portfolio.model.days import day_text

_SUFFIX: Final = ".heads"
_MOST_BYTES: Final = 2**20
_DAMAGED: Final = (
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)


def remember_head(folder: Path, portfolio: Portfolio, now: datetime) -> None:
    """Remember the last entries of a log, in place of those that were remembered before.

    Args:
        folder: for this purpose, in the app's own data folder.
        portfolio: as it was opened with nothing missing, or saved.
        now: when it was seen.

    Raises:
        NotSaved: if that could not be written; what was remembered before stays.
    """
    seen = now.astimezone(UTC).isoformat()
    file = _file(folder, portfolio)
    found = {key: {"n": portfolio.journal[key].n, "seen": seen} for key in heads(portfolio)}
    if found.keys() == _remembered(file).keys():
        return
    make_folder(folder)
    write_atomically(file, json.dumps(found, indent=1).encode())


def missing_since(folder: Path, portfolio: Portfolio) -> tuple[str, ...]:
    """Return a sentence for each entry that was the last one here and is in the log no longer."""
    remembered = _remembered(_file(folder, portfolio))
    return tuple(
        f"The log no longer holds entry {number} that was seen here on {day_text(seen)}: this is "
        "an older version of the file, or its log was cut."
        for key, (number, seen) in sorted(remembered.items(), key=lambda each: each[1])
        if key not in portfolio.journal
    )


def _file(folder: Path, portfolio: Portfolio) -> Path:
    return folder / f"{safe_name(portfolio.id)}{_SUFFIX}"


def _remembered(file: Path) -> dict[str, tuple[int, datetime]]:
    """Return hash to number and day of what was remembered; nothing from a damaged file."""
    try:
        data = read_or_none(str(file), _MOST_BYTES)
        tree = json.loads(data) if data is not None else {}
        return {key: _number_and_day(each) for key, each in tree.items()}
    except (Unreadable, *_DAMAGED):
        return {}


def _number_and_day(entry: Mapping[str, object]) -> tuple[int, datetime]:
    return int(str(entry["n"])), datetime.fromisoformat(str(entry["seen"])).astimezone()
