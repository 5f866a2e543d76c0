"""What a table says of the facts of one initiative, put together with those that it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from portfolio.exchange.clean import clean_text
from portfolio.exchange.fact_words import ANSWER
from portfolio.exchange.meaning import Meaning
from portfolio.exchange.proposal import CellValue
from portfolio.model import Facts, Figure, FrozenMap


class FactDraft:
    """The figures and answers for one initiative; the first row that gives one wins."""

    def __init__(self) -> None:
        self._answers: dict[str, CellValue] = {}
        self._figures: dict[str, dict[str, float]] = {}
        self._training: dict[str, dict[str, float]] = {}

    def take(self, meaning: Meaning, value: CellValue) -> None:
        """Take one cell's value."""
        if meaning.kind == "answer":
            self._answers.setdefault(meaning.of, value)
        elif isinstance(value, float):
            table = self._training if meaning.kind == "training" else self._figures
            table.setdefault(meaning.of, {}).setdefault(meaning.part, value)

    def build(self, old: Facts | None) -> Facts | None:
        """Return the facts with the values taken; the same object where they say the same."""
        base = old if old is not None else Facts()
        fields: dict[str, Any] = {}
        inside: dict[str, dict[str, Any]] = {}
        for path, value in self._answers.items():
            outer, _, inner = path.rpartition(".")
            said = _said(path, value)
            if outer:
                inside.setdefault(outer, {})[inner] = said
            elif not _same(getattr(base, inner), said):
                fields[inner] = said
        for outer, values in inside.items():
            before = getattr(base, outer)
            after = _with(before, values)
            if after != before:
                fields[outer] = after
        for name, table in (("figures", self._figures), ("training", self._training)):
            before = getattr(base, name)
            after = before.with_all(_figures(before, table))
            if after != before:
                fields[name] = after
        if old is not None or not (fields or self._answers):
            return replace(old, **fields) if old is not None and fields else old
        return replace(base, **fields)


def _said(path: str, value: CellValue) -> object:
    """Return an answer as its field holds it."""
    kind = ANSWER[path].kind
    if kind == "flag":
        return value == "yes"
    return int(value) if kind == "level" and isinstance(value, float) else value


def _with(before: Any, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a map or a record
    if isinstance(before, FrozenMap):
        return before.with_all(values)
    different = {k: v for k, v in values.items() if not _same(getattr(before, k), v)}
    return replace(before, **different) if different else before


def _same(old: object, new: object) -> bool:
    """Whether a text differs only in what no table can carry."""
    if isinstance(old, str) and isinstance(new, str):
        return clean_text(old) == new
    return old == new


def _figures(
    old: Mapping[str, Figure], table: Mapping[str, Mapping[str, float]]
) -> dict[str, Figure]:
    """Return figures with the parts taken; what has no likely value anywhere is left out."""
    found = {}
    for name, amounts in table.items():
        parts: dict[str, Any] = dict(amounts)
        if name in old:
            found[name] = replace(old[name], **parts)
        elif "likely" in parts:
            found[name] = Figure(**parts)
    return found
