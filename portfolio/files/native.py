"""The native format: a portfolio to bytes, and bytes to a portfolio or a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from portfolio.files import spots, text_form
from portfolio.files.collection import no_cycle_collection
from portfolio.files.decoding import REPAIR, check_unique, decode, line_words
from portfolio.files.errors import Damaged, NotOpened, Unsavable, WrongKind
from portfolio.files.head import HEAD_KEYS, Head, head_of, head_tree, is_portfolio
from portfolio.files.leaves import Misfit, check_clean
from portfolio.files.migrations import migrated
from portfolio.files.quick_reading import Unusual, read_quickly
from portfolio.files.reading import Kept, Reader
from portfolio.files.sorted_sets import with_sorted_sets
from portfolio.files.spots import Path
from portfolio.files.wording import place_words
from portfolio.files.writing import to_tree
from portfolio.model import Portfolio
from portfolio.model.text import listed, plural

_MOST_NOTES = 4
# One byte is found fast; only where it stands, the pattern that it may belong to is looked for.
_SIGNS = (
    (b"\\", re.compile(rb"\\[ubfr]")),
    (b"\x7f", re.compile(rb"\x7f")),
    (b"\xc2", re.compile(rb"\xc2[\x80-\x9f]")),
)


@dataclass(frozen=True, slots=True)
class Content:
    """What the bytes of a file hold.

    Attributes:
        head: as the file says it, before any migration.
        notes: sentences for the user; empty when all went as it should.
    """

    portfolio: Portfolio
    head: Head
    notes: tuple[str, ...] = ()


@no_cycle_collection()
def dumps(portfolio: Portfolio) -> bytes:
    """Return the bytes of a file; equal content gives equal bytes.

    Raises:
        Unsavable: if a number is not finite, or a text holds control characters or
            broken letters.
    """
    tree = {**_own_head(portfolio), **to_tree(with_sorted_sets(portfolio))}
    try:
        data = text_form.to_text(tree).encode()
    except (text_form.NotANumber, UnicodeEncodeError):
        _check_clean(tree, Unsavable)
        raise
    if _is_suspect(data):
        _check_clean(tree, Unsavable)
    return data


def _own_head(portfolio: Portfolio) -> dict[str, object]:
    """Return the head to write; a newer file keeps its own, which may name no app."""
    head = head_tree()
    return {"format": head["format"]} if "schema" in portfolio.extra else head


def loads(data: bytes) -> Portfolio:
    """Return the portfolio that the bytes of a file hold.

    Raises:
        NotOpened: with the reason, the place in words and the line.
    """
    return read(data).portfolio


@no_cycle_collection()
def read(data: bytes) -> Content:
    """Return what the bytes of a file hold, with notes on what is unusual.

    Raises:
        NotOpened: as ``loads``.
    """
    tree, text = decode(data)
    if not isinstance(tree, dict) or not is_portfolio(tree):
        raise WrongKind(
            "This is a JSON file, but not a portfolio.", remedy="Choose a .portfolio file."
        )
    head = head_of(tree)
    if head is None:
        raise Damaged(
            "The schema version of the file is not two whole numbers.",
            where=line_words(spots.line_of(text, ("schema",))),
            remedy=REPAIR,
        )
    opening = _Opening(tree, text, head)
    return opening.usual_content(data) or opening.content()


class _Opening:
    """Turns one decoded file into records, and every misfit into a sentence."""

    def __init__(self, tree: dict[str, Any], text: str, head: Head) -> None:
        self._tree = tree
        self._text = text
        self._head = head
        self._kept: list[Kept] = []

    def usual_content(self, data: bytes) -> Content | None:
        """Return the content of a file of this version in which nothing is unusual."""
        if self._head.newer or self._head.older_major or _is_suspect(data):
            return None
        try:
            portfolio, colons = read_quickly(self._records_tree())
        except Unusual:
            return None
        in_head = len(HEAD_KEYS & self._tree.keys())
        return Content(portfolio, self._head) if colons + in_head == self._text.count(":") else None

    def content(self) -> Content:
        """Return the content of any file, with notes on it."""
        check_unique(self._text, self._tree)
        _check_clean(self._tree, Damaged, self._text)
        reader = Reader(forgiving=self._head.newer)
        try:
            portfolio = reader.read(self._records_tree())
        except Misfit as misfit:
            raise self._refusal(misfit) from None
        self._kept = reader.kept
        return Content(portfolio, self._head, self._notes())

    def _records_tree(self) -> dict[str, Any]:
        tree = self._tree
        if self._head.older_major:
            tree = migrated(tree, self._head.schema[0])
        kept = {"schema", "app"} if self._head.newer else set[str]()
        hidden = HEAD_KEYS - kept
        return {name: value for name, value in tree.items() if name not in hidden}

    def _refusal(self, misfit: Misfit) -> NotOpened:
        if self._head.newer:
            return Damaged(
                f"The file needs {self._head.version_text} of the app: {misfit.sentence}",
                where=_place(misfit.path, self._tree, self._text),
                remedy="Install that version, or ask for a copy in the older format.",
            )
        return Damaged(
            misfit.sentence, where=_place(misfit.path, self._tree, self._text), remedy=REPAIR
        )

    def _notes(self) -> tuple[str, ...]:
        notes = []
        if self._head.newer_major:
            notes.append(
                f"The file was made for {self._head.version_text} of the app and opens read-only: "
                "this version may not understand all of it."
            )
        elif self._head.older_major:
            notes.append(
                "The file is in an older format. The first save brings it up to date and keeps "
                "the original beside it."
            )
        notes += self._carried_notes()
        return tuple(notes)

    def _carried_notes(self) -> list[str]:
        values = [each for each in self._kept if each.misfit is not None]
        notes = [
            f"{place_words(each.place, self._tree)}: {each.misfit.sentence} "
            "It is kept in the file, but not used."
            for each in values[:_MOST_NOTES]
            if each.misfit is not None
        ]
        more = len(values) - _MOST_NOTES
        if more > 0:
            notes.append(f"{plural(more, 'more value')} of a newer version kept, but not used.")
        unknown = [each.path for each in self._kept if each.misfit is None]
        unknown = [path for path in unknown if path not in {("schema",), ("app",)}]
        if unknown:
            named = [place_words(path, self._tree) for path in unknown[:_MOST_NOTES]]
            more = len(unknown) - len(named)
            places = listed([*named, f"{more:,} more"] if more else named)
            notes.append(
                f"Fields that this version does not know are kept, but not used: {places}."
            )
        return notes


def _is_suspect(data: bytes) -> bool:
    """Whether bytes may hold what is not text; seldom true, and then each text is checked."""
    return any(mark in data and sign.search(data) for mark, sign in _SIGNS)


def _check_clean(tree: dict[str, Any], refusal: type[Damaged | Unsavable], text: str = "") -> None:
    """Refuse control characters, lone surrogates and numbers that are not finite, anywhere."""
    stack: list[tuple[Path, object]] = [((), tree)]
    while stack:
        path, value = stack.pop()
        try:
            if isinstance(value, dict):
                for key in value:
                    check_clean(key)
                stack.extend(((*path, key), entry) for key, entry in value.items())
            elif isinstance(value, list):
                stack.extend(((*path, index), entry) for index, entry in enumerate(value))
            else:
                check_clean(value)
        except Misfit as misfit:
            remedy = REPAIR if text else "Correct it, then save again."
            raise refusal(misfit.sentence, _place(path, tree, text), remedy) from None


def _place(path: Path, tree: object, text: str) -> str:
    words = place_words(path, tree)
    line = spots.line_of(text, path) if text else None
    return f"{words}, line {line}" if line else words
