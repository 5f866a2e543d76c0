"""Recovery copies: unsaved work in the app's own folder, to be found after a crash.

A copy is one line that tells its length and fingerprint, one line that tells where it
belongs, then the portfolio as it would be saved. A torn copy does not agree with its
first line and is passed over, instead of being offered as an empty document.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from portfolio.files.app_folder import make_folder, safe_name
from portfolio.files.atomic import write_atomically
from portfolio.files.decoding import MAX_BYTES
from portfolio.files.disk import read_or_none, remove_quietly, sha256_of
from portfolio.files.errors import Damaged, Unreadable
from portfolio.files.holder import Holder, is_dead, is_on_this_machine, this_process
from portfolio.files.native import dumps, loads
from portfolio.model import Portfolio

_SUFFIX = ".recovery"
_MARK = "ai-portfolio recovery"
_ROOM_FOR_LINES = 2**16


@dataclass(frozen=True, slots=True)
class Origin:
    """What a recovery copy belongs to.

    Attributes:
        path: of the portfolio file; None when it was never saved.
        base_sha256: fingerprint of the file when it was last opened or saved.
    """

    path: Path | None = None
    base_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class RecoveryCopy:
    """A whole copy that was found.

    Attributes:
        file: where it is.
        title: of the portfolio.
        written: when, by the clock of then.
        sequence: counts up with each copy of one document, whatever the clock says.
        in_use: whether the process that writes it may still be running.
    """

    file: Path
    origin: Origin
    title: str
    written: datetime
    sequence: int
    in_use: bool


def write_recovery(folder: Path, portfolio: Portfolio, origin: Origin, *, now: datetime) -> Path:
    """Write, or replace, this process's recovery copy of a document; return where it is.

    Raises:
        NotSaved: if it could not be written; the last copy is untouched.
    """
    make_folder(folder)
    file = recovery_file(folder, portfolio.id, origin)
    before = _read_copy(file)
    about = {
        "path": None if origin.path is None else os.fspath(origin.path),
        "base_sha256": origin.base_sha256,
        "title": portfolio.title,
        "written": now.astimezone(UTC).isoformat(),
        "sequence": before[0].sequence + 1 if before else 1,
        **asdict(this_process()),
    }
    rest = f"{json.dumps(about)}\n".encode() + dumps(portfolio)
    first = json.dumps({"mark": _MARK, "length": len(rest), "sha256": sha256_of(rest)})
    write_atomically(file, f"{first}\n".encode() + rest)
    return file


def recovery_file(folder: Path, portfolio_id: str, origin: Origin) -> Path:
    """Return where this process keeps the recovery copy of a document.

    Two files with one id (copies of one another), and two processes, have two copies.
    """
    place = "" if origin.path is None else os.path.realpath(origin.path)
    name = f"{safe_name(portfolio_id)}-{safe_name(place)[:8]}-{os.getpid()}{_SUFFIX}"
    return folder / name


def find_recovery(folder: Path) -> tuple[RecoveryCopy, ...]:
    """Return all whole copies, the latest first; torn and foreign files are passed over."""
    try:
        files = sorted(folder.glob(f"*{_SUFFIX}"))
    except OSError:
        return ()
    found = [copy[0] for file in files if (copy := _read_copy(file)) is not None]
    return tuple(sorted(found, key=lambda copy: (copy.written, copy.sequence), reverse=True))


def read_recovery(copy: RecoveryCopy) -> Portfolio:
    """Return the portfolio in a recovery copy.

    Raises:
        NotOpened: if it is gone, damaged, or of a newer version.
    """
    found = _read_copy(copy.file)
    if found is None:
        raise Damaged(
            "The recovery copy is damaged or gone.",
            copy.title,
            "Open the file, or a backup.",
        )
    return loads(found[1])


def discard_recovery(file: Path) -> None:
    """Delete a recovery copy, after a confirmed save or when the user does not want it."""
    remove_quietly(os.fspath(file))


def _read_copy(file: Path) -> tuple[RecoveryCopy, bytes] | None:
    try:
        data = read_or_none(os.fspath(file), MAX_BYTES + _ROOM_FOR_LINES)
    except Unreadable:
        return None
    if data is None:
        return None
    first, _, rest = data.partition(b"\n")
    about, _, document = rest.partition(b"\n")
    try:
        check: dict[str, Any] = json.loads(first)
        expected = {"mark": _MARK, "length": len(rest), "sha256": sha256_of(rest)}
        return (_copy(file, json.loads(about)), document) if check == expected else None
    except (ValueError, LookupError, TypeError, RecursionError):
        return None


def _copy(file: Path, about: dict[str, Any]) -> RecoveryCopy:
    holder = Holder(**{field.name: about[field.name] for field in fields(Holder)})
    path, base = about["path"], about["base_sha256"]
    return RecoveryCopy(
        file=file,
        origin=Origin(None if path is None else Path(path), base),
        title=str(about["title"]),
        written=datetime.fromisoformat(about["written"]),
        sequence=int(about["sequence"]),
        in_use=is_on_this_machine(holder) and not is_dead(holder),
    )
