"""The board: every check of every initiative."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter, is_

import numpy as np

from portfolio.lessons.check import Check, Lesson, Status, Values
from portfolio.lessons.inputs import WORLDS, Inputs
from portfolio.lessons.lights import RED, STATUSES, Codes, light
from portfolio.lessons.population import Population, population_of
from portfolio.lessons.registry import CHECKS, PARTS
from portfolio.lessons.subject import Subject, subject
from portfolio.model import Initiative, Portfolio, in_order

#: All of an initiative that any check looks at.
JUDGED_FIELDS = ("facts", "stage", "status", "owner", "benefit", "demand")
_JUDGED = attrgetter(*JUDGED_FIELDS)
_PLACE = {check.code: place for place, check in enumerate(CHECKS)}


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """What the five lessons say of a portfolio; rows are initiatives in screen order.

    Attributes:
        portfolio: that was judged, on the day ``today``.
        population: what each was held against.
        ids: of the initiatives, n.
        lights: shape (n, n_checks) in the order of ``CHECKS``; places in ``STATUSES``.
        parts: the same for ``PARTS``.
        values: of the parts as likely, shape (n, n_parts); NaN where there is none;
            infinite for never.
        p_red: probability that a check is red, shape (n, n_checks); NaN where nothing is
            known or asked.
    """

    portfolio: Portfolio
    today: date
    population: Population
    ids: tuple[str, ...]
    lights: Codes
    parts: Codes
    values: Values
    p_red: Values

    def status(self, initiative: str, code: str) -> Status:
        """Return the light of one check of one initiative."""
        return STATUSES[int(self.lights[self.ids.index(initiative), _PLACE[code]])]

    def chance(self, initiative: str, code: str) -> float:
        """Return the probability that this light is red, 0 to 1; NaN when nothing is known."""
        return float(self.p_red[self.ids.index(initiative), _PLACE[code]])

    def subject(self, initiative: str) -> Subject:
        """Return one initiative as its checks saw it."""
        record = self.portfolio.initiatives[initiative]
        return subject(initiative, record, self.portfolio.settings, self.today, self.population)

    def reds(self) -> dict[Lesson, int]:
        """Return how many lights of each lesson are red."""
        counts: dict[Lesson, int] = {check.lesson: 0 for check in CHECKS}
        for check, count in zip(CHECKS, (self.lights == RED).sum(axis=0).tolist(), strict=True):
            counts[check.lesson] += count
        return counts


def judge(
    portfolio: Portfolio,
    *,
    today: date,
    funded: frozenset[str] = frozenset(),
    force_cost: Mapping[str, float] | None = None,
    before: Board | None = None,
) -> Board:
    """Return the lights of every initiative.

    Args:
        portfolio: the document.
        today: the day of the judgment; dates that have passed are held against it.
        funded: ids of the initiatives that the plan funds.
        force_cost: initiative id to the share of the plan's value that forcing it in costs.
        before: an earlier board. What did not change since is taken from it: the rows of
            initiatives whose ``JUDGED_FIELDS`` are the same, but for checks that compare
            with the others where these changed. The answer is the same without it.
    """
    known = None if before is None else before.population
    population = population_of(portfolio, funded, force_cost, known)
    ids = tuple(key for key, _ in in_order(portfolio.initiatives))
    board = _empty(portfolio, today, population, ids)
    kept = _kept(board, before)
    if before is not None and kept:
        _copy(board, before, kept)
        _judge_rows(board, list(kept), _moved(before.population, population))
    _judge_rows(board, [row for row in range(len(ids)) if row not in kept], CHECKS)
    return board


def _empty(
    portfolio: Portfolio, today: date, population: Population, ids: tuple[str, ...]
) -> Board:
    return Board(
        portfolio,
        today,
        population,
        ids,
        np.empty((len(ids), len(CHECKS)), np.int8),
        np.empty((len(ids), len(PARTS)), np.int8),
        np.empty((len(ids), len(PARTS))),
        np.empty((len(ids), len(CHECKS))),
    )


def _kept(board: Board, before: Board | None) -> dict[int, int]:
    """Return row to earlier row of the records that are judged as before."""
    if before is None or before.today != board.today:
        return {}
    if before.portfolio.settings != board.portfolio.settings:
        return {}
    earlier = {key: row for row, key in enumerate(before.ids)}
    old, new = before.portfolio.initiatives, board.portfolio.initiatives
    same = {key for key, record in new.items() if _judged_alike(old.get(key), record)}
    return {row: earlier[key] for row, key in enumerate(board.ids) if key in same}


def _judged_alike(before: Initiative | None, now: Initiative) -> bool:
    """Whether all that a check looks at is the very same in two records."""
    if before is None or before is now:
        return before is now
    return all(map(is_, _JUDGED(before), _JUDGED(now)))


def _moved(before: Population, now: Population) -> list[Check]:
    """Return the checks that compare with what is different now."""
    if now == before:
        return []
    fields = {name for check in CHECKS for name in check.shared}
    moved = {name for name in fields if getattr(before, name) != getattr(now, name)}
    return [check for check in CHECKS if not moved.isdisjoint(check.shared)]


def _copy(board: Board, before: Board, kept: Mapping[int, int]) -> None:
    alike = board.ids == before.ids
    rows, earlier = (..., ...) if alike else (list(kept.keys()), list(kept.values()))
    for name in ("lights", "parts", "values", "p_red"):
        getattr(board, name)[rows] = getattr(before, name)[earlier]


def _judge_rows(board: Board, rows: Sequence[int], checks: Sequence[Check]) -> None:
    if not rows or not checks:
        return
    inputs = Inputs([board.subject(board.ids[row]) for row in rows], WORLDS)
    where, place = np.array(rows), {part.name: number for number, part in enumerate(PARTS)}
    for check in checks:
        lit, column = light(check, inputs), _PLACE[check.code]
        board.lights[where, column], board.p_red[where, column] = lit.light, lit.p_red
        for number, part in enumerate(check.parts):
            board.parts[where, place[part.name]] = lit.parts[:, number]
            board.values[where, place[part.name]] = lit.values[:, number]
