"""Figures and levels in words: what is asked, what is stated, and how sure that is."""

from __future__ import annotations

from portfolio.exchange.typed_facts import figure_text
from portfolio.lessons.monetization import EVIDENCE
from portfolio.model import MONEY, Figure, FigureKind, KillCriterion, Reading
from portfolio.model.checks.figures import limits_words, said
from portfolio.model.days import day_text
from portfolio.model.figures import unit_fits
from portfolio.model.kill import kill_lacks, kill_text
from portfolio.model.text import listed

#: Words for the levels from 0 to 4 of each answer that is one, by its path in the facts.
_FUNCTION = ("not begun", "begun", "in place", "kept up and checked", "improved by what is learned")
LEVELS: dict[str, tuple[str, ...]] = {
    "evidence": EVIDENCE,
    "integration": (
        "a stand-alone demo",
        "beside the work, now and then",
        "linked from the tools of the work",
        "a step of a daily task",
        "inside a daily system of record",
    ),
    **{f"functions.{name}": _FUNCTION for name in ("govern", "map", "measure", "manage")},
}


def level_text(path: str, level: int) -> str:
    """Return a level with its words: ``3: paying customers``."""
    words = LEVELS.get(path, ())
    return f"{level}: {words[level]}" if 0 <= level < len(words) else str(level)


def asked_unit(kind: FigureKind, currency: str) -> str:
    """Return the unit in which a figure is typed: shares in percent, money in the currency."""
    return kind.unit.replace("share", "%").replace(MONEY, currency)


def figure_question(kind: FigureKind, currency: str) -> str:
    """Return what is asked, in which unit and within which limits, as sentences."""
    unit, limits = asked_unit(kind, currency), limits_words(kind)
    return f"{kind.question} In {unit}, {limits}."


def stated_text(figure: Figure | None, kind: FigureKind, currency: str) -> str:
    """Return a figure as a field shows it, so that it reads back equal; blank when not stated.

    One in another unit than the one asked for is shown with it.
    """
    if figure is None:
        return ""
    text = figure_text(figure.likely, kind)
    return text if unit_fits(figure.unit, kind, currency) else f"{text} {figure.unit}"


def range_words(figure: Figure | Reading, kind: FigureKind, currency: str) -> str:
    """Return the range of a figure: ``0.9 to 1.5``; empty when neither end is stated."""
    low, high = (
        "" if end is None else said(end, kind, currency) for end in (figure.low, figure.high)
    )
    if low and high:
        return f"{low} to {high}"
    return f"{low} or more" if low else f"up to {high}" if high else ""


def figure_marks(figure: Figure | None, kind: FigureKind, currency: str) -> str:
    """Return what is to be seen beside a figure: its range, and whose figure it is.

    A plain estimate without a range needs no mark.
    """
    if figure is None:
        return ""
    label = "" if figure.label == "estimate" else figure.label
    as_of = "" if figure.as_of is None else day_text(figure.as_of)
    earlier = f"{len(figure.earlier)} earlier" if figure.earlier else ""
    words = (range_words(figure, kind, currency), label, as_of, earlier)
    return " · ".join(word for word in words if word)


def figure_sentences(figure: Figure, kind: FigureKind, currency: str) -> str:
    """Return everything that is stated about a figure, a line each."""
    lines = [f"{kind.title}: {said(figure.likely, kind, currency)} ({figure.label})"]
    if ends := range_words(figure, kind, currency):
        lines.append(f"Range: {ends}")
    if figure.as_of is not None:
        lines.append(f"As of {day_text(figure.as_of)}")
    if figure.source:
        lines.append(f"Source: {figure.source}")
    lines += [f"Earlier: {reading_words(each, kind, currency)}" for each in figure.earlier]
    return "\n".join(lines)


def reading_words(reading: Reading, kind: FigureKind, currency: str) -> str:
    """Return an earlier reading: ``2.2M on 31 Dec 2025 (2M to 2.4M), Appfigures``."""
    ends = range_words(reading, kind, currency)
    text = f"{said(reading.likely, kind, currency)} on {day_text(reading.as_of)}"
    text += f" ({ends})" if ends else ""
    return f"{text}, {reading.source}" if reading.source else text


def kill_words(kill: KillCriterion) -> str:
    """Return a kill criterion as a sentence, and what it lacks as another one."""
    words, lacks = kill_text(kill), kill_lacks(kill)
    if not words:
        return "No kill criterion is stated."
    return f"{words}. It lacks {listed(lacks)}." if lacks else f"{words}."
