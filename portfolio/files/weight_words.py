"""Sets of weights in words: in percent, those first that were weighed anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf
from typing import Any

from portfolio.files.document_words import SWINGS, WEIGHTS, DocumentWords, Path
from portfolio.files.weighing import made_room
from portfolio.model.amounts import number_text, percent_text
from portfolio.model.text import visible

_Set = Mapping[str, float | None]
_NOT_ASKED = "not asked"


def is_set(path: Path, value: object) -> bool:
    """Whether what stands at a place are weights beside each other, told as one thing."""
    of_a_rater = path[:1] == ("raters",) and path[2:] == ("weights",)
    return isinstance(value, Mapping) and (path in (WEIGHTS, SWINGS) or of_a_rater)


def set_texts(path: Path, told: Sequence[tuple[DocumentWords, Any]]) -> tuple[str, ...]:
    """Return for example ``Goal fit 27.6 %; Reach 4.5 %`` for each of some sets.

    Weights are told in percent of their sum, swings in points.

    Args:
        path: of the place.
        told: the words of the version that a set is of, and the set.
    """
    sets = [each if path == SWINGS else _shares(each) for _, each in told]
    keys = _changed_first(sets)
    write = _points if path == SWINGS else _percent
    return tuple(
        "; ".join(f"{visible(words.named(key))} {write(each[key])}" for key in keys if key in each)
        or "none"
        for (words, _), each in zip(told, sets, strict=True)
    )


def _shares(weights: _Set) -> _Set:
    total = sum(max(0.0, each or 0.0) for each in weights.values())
    if not 0 < total < inf:
        return weights
    return {key: max(0.0, each or 0.0) / total for key, each in weights.items()}


def _changed_first(sets: Sequence[_Set]) -> list[str]:
    """Return all keys: those weighed anew first, and of these the ones that differ most."""
    told = [{key: each[key] or 0.0 for key in each} for each in sets if each]
    still = [made_room(told[0], each) for each in told[1:]]
    spread = {}
    for key in dict.fromkeys(key for each in told for key in each):
        values = [each[key] for each in told if key in each]
        spread[key] = (all(key in each for each in still), min(values) - max(values))
    return sorted(spread, key=spread.__getitem__)


def _percent(share: float | None) -> str:
    return percent_text(share or 0.0, tenths=True)


def _points(points: float | None) -> str:
    return _NOT_ASKED if points is None else number_text(points)
