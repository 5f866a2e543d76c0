"""What the cells of a row belong to: resource, period, criterion and rater, by column or by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from portfolio.exchange.meaning import Meaning, MeaningKind, Named
from portfolio.exchange.meanings import AXES
from portfolio.exchange.proposal import CellValue
from portfolio.exchange.vocabulary import Vocabulary

Noun = Literal["resource", "period", "criterion", "rater"]

_NOUNS: Mapping[MeaningKind, Noun] = {
    "resource_name": "resource",
    "period_name": "period",
    "criterion_name": "criterion",
    "rater_name": "rater",
}


class Axes:
    """The columns that name a resource, period, criterion or rater in each row.

    Args:
        meanings: of the columns, by index.
        vocabulary: of the portfolio.
    """

    def __init__(self, meanings: Sequence[Meaning], vocabulary: Vocabulary) -> None:
        self._columns = [
            (_NOUNS[meaning.kind], index)
            for index, meaning in enumerate(meanings)
            if meaning.kind in AXES
        ]
        self._match = {
            "resource": vocabulary.resources.match,
            "period": vocabulary.periods.match,
            "criterion": vocabulary.criteria.match,
            "rater": vocabulary.raters.match,
        }
        self._known: dict[tuple[Noun, str], Named] = {}
        self._meanings = list(meanings)
        self._filled: dict[tuple[Named | None, ...], list[Meaning]] = {}

    def __bool__(self) -> bool:
        return bool(self._columns)

    @property
    def nouns(self) -> frozenset[Noun]:
        """What the rows name."""
        return frozenset(noun for noun, _ in self._columns)

    def of_row(self, values: Sequence[CellValue]) -> dict[Noun, Named]:
        """Return what a row names."""
        found = {}
        for noun, index in self._columns:
            text = values[index]
            if isinstance(text, str):
                if (noun, text) not in self._known:
                    self._known[noun, text] = self._match[noun](text)
                found[noun] = self._known[noun, text]
        return found

    def meanings(self, row: Mapping[Noun, Named]) -> list[Meaning]:
        """Return the meanings of all columns with what a row names filled in."""
        if not row:
            return self._meanings
        key = tuple(row.get(noun) for noun, _ in self._columns)
        if key not in self._filled:
            self._filled[key] = [filled(meaning, row) for meaning in self._meanings]
        return self._filled[key]


def filled(meaning: Meaning, row: Mapping[Noun, Named]) -> Meaning:
    """Return the meaning of a demand or rating with what the row names filled in."""
    if not row or meaning.kind not in {"demand", "rating"}:
        return meaning
    if meaning.kind == "demand":
        period = meaning.period or (None if meaning.spread else row.get("period"))
        return replace(meaning, resource=meaning.resource or row.get("resource"), period=period)
    criterion = meaning.criterion or row.get("criterion")
    return replace(meaning, criterion=criterion, rater=meaning.rater or row.get("rater"))


def missing(meaning: Meaning) -> Noun | None:
    """Return what a filled demand or rating still lacks; None when it is complete."""
    if meaning.kind == "demand":
        if meaning.resource is None:
            return "resource"
        return None if meaning.period or meaning.spread else "period"
    if meaning.criterion is None:
        return "criterion"
    return None if meaning.rater else "rater"


def parts_of(meaning: Meaning) -> list[tuple[Noun, Named]]:
    """Return the resource, period, criterion and rater that a meaning names."""
    pairs: list[tuple[Noun, Named | None]] = [
        ("resource", meaning.resource),
        ("period", meaning.period),
        ("criterion", meaning.criterion),
        ("rater", meaning.rater),
    ]
    return [(noun, named) for noun, named in pairs if named is not None]
