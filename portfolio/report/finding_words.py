"""A finding in words: what was found, how, from which figures, and what would turn it green."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portfolio.lessons import Status
from portfolio.lessons.finding import Finding, Limit, PartFinding
from portfolio.lessons.lights import STATUSES
from portfolio.lessons.terms import Term
from portfolio.lessons.turns import Turn
from portfolio.model.amounts import percent_text
from portfolio.model.days import day_text
from portfolio.model.text import listed

_ORIGINS = {
    "default": "a default of the app or the portfolio",
    "portfolio": "from the portfolio as a whole",
    "missing": "not stated",
}
_OPEN: tuple[Status, ...] = ("red", "amber", "missing")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines under a heading."""

    title: str
    lines: tuple[str, ...]


def finding_blocks(found: Finding) -> tuple[Block, ...]:
    """Return everything that led to a light, a block for each question that a reader has."""
    parts = [part for part in found.parts if part.status != "does not apply"]
    blocks = (
        Block("What it says", _sentences(found, parts)),
        Block("What would turn it green", tuple(turn.sentence for turn in ways_out(parts, *_OPEN))),
        Block("How it is worked out", _formulas(parts)),
        Block("Held against", _limits(parts)),
        Block("Figures", tuple(dict.fromkeys(line for p in parts for line in _figures(p.terms)))),
        Block("How sure it is", _doubt(found, parts)),
    )
    return tuple(block for block in blocks if block.lines)


def _sentences(found: Finding, parts: Iterable[PartFinding]) -> tuple[str, ...]:
    said = [part.sentence for part in parts if part.sentence]
    return tuple(dict.fromkeys(said)) or (found.sentence,)


def ways_out(parts: Iterable[PartFinding], *stati: Status) -> tuple[Turn, ...]:
    """Return what would turn the parts of some statuses green, each sentence once."""
    turns = (turn for part in parts if part.status in stati for turn in part.turns)
    return tuple({turn.sentence: turn for turn in turns}.values())


def chance_words(found: Finding) -> str:
    """Return the probability of red as a sentence; empty where it is certain or not known."""
    if found.p_red is None or found.p_red in {0.0, 1.0}:
        return ""
    return f"Red in {percent_text(found.p_red)} of what its ranges allow."


def counts_of(statuses: Iterable[Status]) -> str:
    """Return how many lights are of which status: ``2 red, 1 amber and 9 green``."""
    counts = Counter(statuses)
    return listed(f"{counts[s]} {s}" for s in STATUSES if counts[s] and s != "does not apply")


def _formulas(parts: Iterable[PartFinding]) -> tuple[str, ...]:
    lines = []
    for part in parts:
        if part.formula and (len(part.terms) > 1 or not part.limits):
            lines.append(f"{part.title}: {part.formula}")
        lines += [
            f"{term.title}: {term.formula} = {term.text}"
            for term in part.terms
            if term.origin == "derived" and term.formula
        ]
    return tuple(dict.fromkeys(lines))


def _limits(parts: Iterable[PartFinding]) -> tuple[str, ...]:
    lines = [line for part in parts for line in map(_limit, part.limits)]
    return tuple(dict.fromkeys([*lines, *(part.basis for part in parts if part.basis)]))


def _limit(limit: Limit) -> str:
    changed = " (changed in this portfolio)" if limit.changed else ""
    return f"{limit.threshold.title}: {limit.text}{changed}. {limit.threshold.basis}"


def _figures(terms: Iterable[Term]) -> Iterator[str]:
    for term in terms:
        for leaf in term.leaves():
            yield _figure(leaf)


def _figure(term: Term) -> str:
    figure = term.figure
    if figure is None:
        return f"{term.title}: {_ORIGINS.get(term.origin, term.text)}" + (
            f", {term.text}" if term.origin in ("default", "portfolio") else ""
        )
    words: list[str] = [figure.label]
    if figure.as_of is not None:
        words.append(f"as of {day_text(figure.as_of)}")
    if figure.source:
        words.append(figure.source)
    if term.origin in _ORIGINS:
        words.insert(0, _ORIGINS[term.origin])
    return f"{term.title}: {term.text} ({', '.join(words)})"


def _doubt(found: Finding, parts: Iterable[PartFinding]) -> tuple[str, ...]:
    lines = list(filter(None, [chance_words(found)]))
    for part in parts:
        if part.kindest is not None and part.harshest is not None:
            ends = (part.kindest, part.harshest)
            said = " to ".join(f"{end.text} ({end.status})" for end in ends)
            lines.append(f"{part.title}, from the kinder to the harsher end: {said}.")
        lines += part.notes
    return tuple(dict.fromkeys(lines))
