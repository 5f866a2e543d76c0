"""The number whose statement would judge most of what is open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from portfolio.lessons.board import Board
from portfolio.lessons.check import Answer, Measure
from portfolio.lessons.derived import DERIVATIONS
from portfolio.lessons.inputs import Flags, Inputs
from portfolio.lessons.lights import MISSING
from portfolio.lessons.population import benefit_of
from portfolio.lessons.registry import CHECKS, PARTS
from portfolio.model import FIGURE
from portfolio.model.text import capitalized

_PLACE = {part.name: place for place, part in enumerate(PARTS)}


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is not stated, and what stating it would do, all else as it is.

    Attributes:
        name: of the figure; empty for an answer.
        title: of the figure or the answer, with a capital.
        initiatives: ids of those that would be judged, in screen order.
        checks: how many of their checks would be judged that are open now.
        benefit: of those initiatives, times its probability, once for each such check, in
            the unit of the portfolio.
    """

    name: str
    title: str
    initiatives: tuple[str, ...]
    checks: int
    benefit: float


def gaps(board: Board) -> tuple[Gap, ...]:
    """Return what is not stated, the most valuable first.

    Counted are open checks with a part that is open only for want of this one thing. They are
    weighted by the benefit at stake; ties go to the larger number of checks, then to the
    order of the form.
    """
    inputs = Inputs([board.subject(key) for key in board.ids], samples=0)
    unit = board.population.benefit_unit
    records = board.portfolio.initiatives
    worth = np.array([max(benefit_of(records[key], unit) or 0.0, 0.0) for key in board.ids])
    judged: dict[str, dict[str, Flags]] = defaultdict(dict)
    for title, code, rows in _judged_by_figures(board, inputs):
        judged[title][code] = judged[title].get(code, False) | rows
    for title, code, rows in _judged_by_answers(board):
        judged[title][code] = judged[title].get(code, False) | rows
    found = (_gap(board, title, list(rows.values()), worth) for title, rows in judged.items())
    return tuple(sorted(found, key=lambda gap: (-gap.benefit, -gap.checks)))


def most_valuable_missing(board: Board) -> Gap | None:
    """Return the single number whose statement would judge most; an answer where no number would.

    None where nothing is open for want of one thing alone.
    """
    found = gaps(board)
    return next((gap for gap in found if gap.name), found[0] if found else None)


def _gap(board: Board, key: str, rows: list[Flags], worth: np.ndarray) -> Gap:
    counts = np.sum(rows, axis=0)
    ids = tuple(board.ids[row] for row in np.flatnonzero(counts).tolist())
    kind = FIGURE.get(key)
    title = capitalized(key) if kind is None else kind.title
    name = "" if kind is None else key
    return Gap(name, title, ids, int(counts.sum()), float(counts @ worth))


def _judged_by_figures(board: Board, inputs: Inputs) -> Iterator[tuple[str, str, Flags]]:
    for name in FIGURE:
        known: dict[str, Flags] = {}
        for place, check in enumerate(CHECKS):
            for part in check.parts:
                if not isinstance(part, Measure) or part.optional:
                    continue
                open_ = (board.lights[:, place] == MISSING) & (
                    board.parts[:, _PLACE[part.name]] == MISSING
                )
                for need in part.needs:
                    open_ = open_ & _known(inputs, need, name, known)
                if open_.any():
                    yield name, check.code, open_


def _known(inputs: Inputs, name: str, stated: str, memory: dict[str, Flags]) -> Flags:
    """Return for which initiatives an input would be known if one figure were stated."""
    if name not in memory:
        memory[name] = _would_be(inputs, name, stated, frozenset())
    return memory[name]


def _would_be(inputs: Inputs, name: str, stated: str, above: frozenset[str]) -> Flags:
    if name == stated:
        return np.ones(inputs.count, np.bool_)
    now: Flags = ~np.isnan(inputs[name][:, 0])
    if name in above:
        return now
    for derivation in DERIVATIONS.get(name, ()):
        if derivation.needs:
            parts = [_would_be(inputs, each, stated, above | {name}) for each in derivation.needs]
            now = now | np.logical_and.reduce(parts)
    return now


def _judged_by_answers(board: Board) -> Iterator[tuple[str, str, Flags]]:
    for place, check in enumerate(CHECKS):
        for part in check.parts:
            if not isinstance(part, Answer):
                continue
            column = board.parts[:, _PLACE[part.name]]
            rows = np.flatnonzero((column == MISSING) & (board.lights[:, place] == MISSING))
            wanting: dict[str, Flags] = {}
            for row in rows.tolist():
                missing = part.judge(board.subject(board.ids[row])).missing
                if len(missing) == 1:
                    flags = wanting.setdefault(missing[0], np.zeros(len(board.ids), np.bool_))
                    flags[row] = True
            yield from ((phrase, check.code, flags) for phrase, flags in wanting.items())
