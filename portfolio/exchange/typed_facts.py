"""Facts as they are typed one at a time: a figure with or without its unit, an answer in words."""

from __future__ import annotations

from portfolio.exchange.cells import CellRule, Parsed, read_cell, scaled
from portfolio.exchange.choices import DecimalMark
from portfolio.exchange.fact_words import ANSWER
from portfolio.exchange.figure_words import figure_factor
from portfolio.exchange.proposal import show_value
from portfolio.exchange.sheet import TEXT
from portfolio.model import MONEY, FigureKind

#: From so much on a number is written with a letter: what it stands for, and the letter.
_SCALES = ((1e9, 1e9, "B"), (1e6, 1e6, "M"), (1e5, 1e3, "k"))


def parse_figure(
    text: str, kind: FigureKind, currency: str, *, decimal: DecimalMark | None = None
) -> Parsed:
    """Return a typed figure in the unit of its kind: ``$1.30``, ``8 %``, ``40 min``, ``1.2M``.

    A bare number is in that unit, and a bare share is in percent.

    Args:
        text: as typed; blank gives neither a value nor a problem.
        kind: of the figure.
        currency: of the portfolio.
        decimal: the decimal mark; without one, ``1,200`` is refused as open.
    """
    unit = kind.unit.replace(MONEY, currency)
    rule = CellRule("figure", unit, decimal=decimal, percent=True, figure=kind, currency=currency)
    return read_cell(text, TEXT, rule)


def figure_text(value: float, kind: FigureKind) -> str:
    """Return a figure as a text that reads back equal: ``8 %``, ``11.25M``, ``2400``."""
    if kind.is_share:
        return f"{value * 100:.12g} %"
    for least, scale, letter in _SCALES:
        if abs(value) >= least and figure_factor(letter, kind, "USD") == scale:
            digits = f"{value / scale:.4g}"
            if scaled(float(digits), scale) == value:
                return f"{digits}{letter}"
    return show_value(value)


def parse_answer(text: str, path: str) -> Parsed:
    """Return a typed answer as the facts hold it; a level may have its words behind a colon.

    Args:
        text: as typed or chosen; blank gives neither a value nor a problem.
        path: of the answer in the facts, such as ``kill.metric``.
    """
    kind = ANSWER[path].kind
    words = text.partition(":")[0] if kind == "level" else text
    parsed = read_cell(words, TEXT, CellRule("answer", answer=path))
    if kind == "flag" and parsed.value is not None:
        return Parsed(parsed.value == "yes")
    if kind == "level" and isinstance(parsed.value, float):
        return Parsed(int(parsed.value))
    return parsed
