"""Copies that sync programs made of the open file, read to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from portfolio.errors import PortfolioError, Tick
from portfolio.files import NotOpened, load
from portfolio.files.changes import changes
from portfolio.files.neighbours import maker_of
from portfolio.model import Portfolio
from portfolio.model.text import capitalized
from ui.filing.beside import Copy
from ui.filing.counted import counted_words


@dataclass(frozen=True, slots=True)
class ReadCopy:
    """A copy, and what differs in it from the open document.

    Attributes:
        by: who or what machine made it; empty if that is not known.
        summary: what differs, in a line; or why it cannot be merged.
        differs: a sentence for each value that differs.
        can_be_merged: whether it is another version of the open document.
    """

    copy: Copy
    by: str
    summary: str
    differs: tuple[str, ...] = ()
    can_be_merged: bool = True


def read_copies(
    path: Path, copies: Sequence[Copy], ours: Portfolio, tick: Tick
) -> tuple[ReadCopy, ...]:
    """Read copies of a file; for the worker thread.

    Args:
        path: the file.
        copies: of it.
        ours: the open document.
        tick: told how many were read.
    """
    found = []
    for number, copy in enumerate(copies):
        tick(number / len(copies), f"Reading {copy.path.name}")
        by = maker_of(copy.path, path)
        try:
            theirs = load(copy.path).portfolio
        except NotOpened as error:
            found.append(_unusable(copy, by, error))
            continue
        found.append(_compared(copy, by, ours, theirs))
    return tuple(found)


def _unusable(copy: Copy, by: str, error: PortfolioError) -> ReadCopy:
    return ReadCopy(copy, by, error.what, can_be_merged=False)


def _compared(copy: Copy, by: str, ours: Portfolio, theirs: Portfolio) -> ReadCopy:
    if theirs.id != ours.id:
        return ReadCopy(copy, by, "Another document, not a version of this one.", (), False)
    if theirs == ours:
        return ReadCopy(copy, by, "The same as the open document.")
    found = changes(ours, theirs)
    summary = counted_words(found) or "only the order of rows differs"
    sentences = tuple(change.sentence for change in found)
    return ReadCopy(copy, by, capitalized(f"{summary}."), sentences)
