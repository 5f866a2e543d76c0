"""Open a portfolio file, and tell whether it has changed since."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from portfolio.errors import Tick
from portfolio.files import native
from portfolio.files.decoding import MAX_BYTES
from portfolio.files.disk import read_file, read_or_none, sha256_of
from portfolio.files.errors import ChangedOnDisk, NotOpened
from portfolio.files.journal import verify
from portfolio.files.os_words import not_read
from portfolio.model import Portfolio
from portfolio.model.redacted_mark import redacted_mark


@dataclass(frozen=True, slots=True)
class Opened:
    """A portfolio as it was opened.

    Attributes:
        sha256: fingerprint of the file's bytes; a later save compares with it.
        read_only: the file is of a newer major version: it can be looked at, and
            what is saved from it under another name may lack something.
        notes: sentences for the user; empty when all went as it should.
        schema: (major, minor) of the file as it is stored.
    """

    portfolio: Portfolio
    sha256: str
    read_only: bool
    notes: tuple[str, ...]
    schema: tuple[int, int]


def load(path: Path, tick: Tick | None = None) -> Opened:
    """Open a portfolio file.

    Args:
        path: the file, or a link to it.
        tick: told how far the reading is; may raise ``Cancelled``.

    Raises:
        NotOpened: with the file, the line, the place in words, and what to do.
    """
    try:
        data = read_file(os.fspath(path), MAX_BYTES, tick)
    except OSError as error:
        raise not_read(error, os.fspath(path)) from None
    try:
        content = native.read(data)
    except NotOpened as error:
        error.where = f"{path.name}, {error.where}" if error.where else path.name
        raise
    return Opened(
        content.portfolio,
        sha256_of(data),
        content.head.newer_major,
        (*content.notes, *_on_the_copy(content.portfolio), *_on_the_log(content.portfolio)),
        content.head.schema,
    )


def _on_the_copy(portfolio: Portfolio) -> tuple[str, ...]:
    mark = redacted_mark(portfolio.settings)
    return (mark,) if mark else ()


def _on_the_log(portfolio: Portfolio) -> tuple[str, ...]:
    """Return what is wrong with the log of decisions: the file can be used all the same."""
    verdict = verify(portfolio)
    return () if verdict.ok else (verdict.sentence,)


def fingerprint(path: Path) -> str | None:
    """Return the SHA-256 of the file as it is now, None when there is none.

    Raises:
        Unreadable: when that cannot be told.
    """
    data = read_or_none(os.fspath(path), MAX_BYTES)
    return None if data is None else sha256_of(data)


def unchanged_since(path: Path, portfolio: Portfolio) -> str:
    """Return the SHA-256 of a file that still holds a portfolio which was loaded from it.

    Raises:
        ChangedOnDisk: it holds another one by now.
        NotOpened: it is gone, or cannot be read.
    """
    now = load(path)
    if now.portfolio != portfolio:
        raise ChangedOnDisk(
            "Not saved: the file was changed by somebody else since it was opened.",
            path.name,
            "Load it again and merge the two versions.",
        )
    return now.sha256
