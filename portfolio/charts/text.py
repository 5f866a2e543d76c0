"""Names from a file, made safe to draw: one line, nothing invisible, no piled-up accents."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Sequence

from portfolio.model.amounts import MINUS, UNKNOWN
from portfolio.model.text import visible

ELLIPSIS = "…"
_LONGEST = 400
_ACCENTS = 3

Cut = Callable[[str, int], str]


def shown(name: str) -> str:
    """Return a name as one line of visible characters, cut after some hundred letters."""
    letters: list[str] = []
    accents = 0
    for letter in name[:_LONGEST]:
        accents = accents + 1 if unicodedata.combining(letter) else 0
        if accents <= _ACCENTS:
            letters.append(" " if letter.isspace() else letter)
    line = visible(" ".join("".join(letters).split()))
    return line + ELLIPSIS if len(name) > _LONGEST else line


def cut_middle(text: str, length: int) -> str:
    """Return ``length`` letters of ``text`` around an ellipsis, the beginning favored."""
    if length >= len(text):
        return text
    tail = length // 3
    return text[: length - tail].rstrip() + ELLIPSIS + (text[-tail:].lstrip() if tail else "")


def cut_end(text: str, length: int) -> str:
    """Return the first ``length`` letters of ``text`` and an ellipsis."""
    return text if length >= len(text) else text[:length].rstrip() + ELLIPSIS


def level_texts(values: Sequence[float]) -> list[str]:
    """Return numbers of one column with the same decimals: 1 from 10 on, 2 from 1 on, else 3.

    The largest size decides; what is not finite is a dash.
    """
    largest = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
    decimals = 1 if largest >= 10 else 2 if largest >= 1 else 3
    texts = (f"{value + 0.0:,.{decimals}f}" for value in values)
    return [
        text.replace("-", MINUS) if math.isfinite(value) else UNKNOWN
        for text, value in zip(texts, values, strict=True)
    ]
