"""Files that are something else: named for what they are, never opened as such."""

from __future__ import annotations

import re

from portfolio.files.errors import Damaged, NotOpened, WrongKind

_IMPORT = "Use Import to read a table from it."
_BACKUP = "Open a backup, or ask the sender for the file again."
_HEAD = 4096

#: How files of other programs begin, what to call them, and what to do about it.
_BEGINNINGS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF document", "Open the .portfolio file that it was made from."),
    (b"\x89PNG", "a picture", ""),
    (b"\xff\xd8\xff", "a picture", ""),
    (b"GIF8", "a picture", ""),
    (b"BM", "a picture", ""),
    (b"RIFF", "a picture or a recording", ""),
    (b"\xd0\xcf\x11\xe0", "an old or password-protected Office document", _IMPORT),
    (b"\x1f\x8b", "a compressed archive", "Unpack it first."),
    (b"7z\xbc\xaf", "a compressed archive", "Unpack it first."),
    (b"SQLite format 3\0", "a database", ""),
    (b"{\\rtf", "a text document", ""),
    (b"version https://git-lfs", "a placeholder of Git LFS", "Fetch the file itself first."),
    (b"MZ", "a program", ""),
    (b"\x7fELF", "a program", ""),
    *(
        (bytes([0x80, version]), "a Python pickle, which is never opened", "")
        for version in range(6)
    ),
)
_UTF_16_OR_32 = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_CONFLICT = re.compile(rb"^(<{7}|={7}|>{7})(\s|$)", re.MULTILINE)


def check_kind(data: bytes) -> None:
    """Refuse what is plainly not a portfolio by its first bytes.

    Raises:
        WrongKind: for files of other programs.
        Damaged: for empty and zero-filled files.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise _hollow(data)
    head = data[:_HEAD].lstrip()
    for beginning, name, remedy in _BEGINNINGS:
        if data.startswith(beginning):
            raise _wrong(name, remedy)
    if data.startswith(b"PK"):
        raise _zip(data)
    if data.startswith(_UTF_16_OR_32) or (b"\0" in head[:4] and head[:4].strip(b"\0")):
        raise WrongKind(
            "The file is stored as UTF-16 or UTF-32 text, but a portfolio is UTF-8.",
            remedy="Save it as UTF-8 in the editor that it was changed with.",
        )
    if head[:1] == b"<" and not _CONFLICT.match(head):
        raise _markup(head.lower())


def _hollow(data: bytes) -> NotOpened:
    if b"\0" in data:
        return Damaged("The file holds nothing but zeros.", remedy=_BACKUP)
    return Damaged(
        "The file is empty.",
        remedy="If it is in a synced folder, wait until it is there; otherwise open a backup.",
    )


def _wrong(name: str, remedy: str) -> WrongKind:
    return WrongKind(
        f"This is {name}, not a portfolio.", remedy=remedy or "Choose a .portfolio file."
    )


def _zip(data: bytes) -> WrongKind:
    if b"xl/" in data or b"content.xml" in data:
        return _wrong("a spreadsheet", _IMPORT)
    return _wrong("a zip archive or an Office document", "Unpack it first.")


def _markup(head: bytes) -> WrongKind:
    if b"<html" in head or b"<!doctype html" in head:
        return _wrong(
            "a web page", "A server may have sent its login page: sign in, fetch it again."
        )
    return _wrong("an XML document", "")


def check_scars(data: bytes) -> None:
    """Name the injuries that explain why a file could not be decoded.

    Raises:
        Damaged: for zeros inside the file and for the marks of an unfinished merge.
    """
    zeros = data.count(b"\0")
    if zeros:
        raise Damaged(
            f"{zeros:,} bytes of the file are zeros: it was not written completely.",
            where=f"line {_line(data, data.index(0))}",
            remedy=_BACKUP,
        )
    conflict = _CONFLICT.search(data)
    if conflict:
        raise Damaged(
            "The file holds both sides of an unfinished git merge.",
            where=f"line {_line(data, conflict.start())}",
            remedy="Finish the merge, or take one side as a whole.",
        )


def _line(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1
