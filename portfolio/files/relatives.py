"""Files that hold other versions of one document, such as the plan of last quarter."""

from __future__ import annotations

import json
import os
from pathlib import Path

from portfolio.files.disk import read_file
from portfolio.files.errors import Unreadable

#: The line of a file that holds the id of its document: no other begins with one space.
_ID = b'\n "id": '
_SUFFIX = ".portfolio"
#: So many files are looked into, the latest first.
_MOST = 60
#: In bytes; to look into a larger one takes too long for a list of choices.
_LARGEST = 32_000_000


def relatives(folder: Path, document: str) -> tuple[Path, ...]:
    """Return the portfolio files in a folder that hold a document, the latest first.

    Only the line with the id is read of each; files that cannot be read are passed over.

    Args:
        folder: where to look; not in the folders inside it.
        document: id of the document.
    """
    return tuple(path for path in _latest(folder) if _id_in(path) == document)


def _latest(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            files = [
                (entry.stat().st_mtime, entry.path)
                for entry in entries
                if entry.name.lower().endswith(_SUFFIX)
                and not entry.name.startswith(".")
                and entry.is_file()
            ]
    except OSError:
        return []
    return [Path(path) for _, path in sorted(files, reverse=True)[:_MOST]]


def _id_in(path: Path) -> str:
    try:
        data = read_file(os.fspath(path), _LARGEST)
    except (OSError, Unreadable):
        return ""
    place = data.find(_ID)
    line = data[place + len(_ID) : data.find(b"\n", place + 1)] if place >= 0 else b""
    try:
        found = json.loads(line.strip().removesuffix(b","))
    except ValueError:
        return ""
    return found if isinstance(found, str) else ""
