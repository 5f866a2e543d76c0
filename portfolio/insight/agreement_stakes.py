"""Cells worth discussing: those with raters far apart, by what they could change."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import numpy as np

from portfolio.errors import Tick, silent
from portfolio.insight.agreement import Agreement, agreement
from portfolio.insight.agreement_result import Discussion, DisputedCell, End
from portfolio.insight.agreement_trial import Trial
from portfolio.insight.agreement_words import discussion_sentences
from portfolio.insight.base import Question
from portfolio.model import Portfolio

#: Cells that are ranked anew, and cells that are planned anew; those that could move a score
#: most come first.
RANKED, PLANNED = 120, 30

#: A fuller result is handed out after so many cells.
_AT_ONCE = 3
_LOWEST, _LOWER, _UPPER, _HIGHEST = 0, 1, 3, 4
_READ, _RANKED = 0.1, 0.3


def discussion(portfolio: Portfolio, question: Question) -> Iterator[Discussion]:
    """Yield the cells worth discussing, in ever better order.

    A cell is worth discussing when its interquartile range exceeds ``settings.discuss_from``
    points. Its joined rating is moved to the lowest and to the highest rating, all others
    staying, and the initiatives are ranked again by the method of the settings. Where scores
    are what the plan adds up, or bar from it, the plan is solved again as well, exactly; a
    plan that changes there is tried at the quartiles too. An optimal plan that stays optimal
    at both ends of a line of gains stays so between them, so one that does not move at the
    ends is left alone.

    First come the cells that move the plan at a quartile, then those that move it at an end,
    then all by ranks times worth of the initiative (ranks between the ends; what it adds to
    the plan at full size), then by spread, then by id.

    Args:
        portfolio: the document; sealed ballots are not read.
        question: the plan where it is known, and whom to tell.

    Raises:
        PortfolioError: ratings that cannot be ranked.
        Cancelled: ``question.tick`` asked to stop.
    """
    say = question.tick or silent
    found = agreement(portfolio, lambda done, text: say(_READ * done, text))
    yield from _Search(portfolio, found, question, say).run()


class _Search:
    def __init__(
        self, portfolio: Portfolio, found: Agreement, question: Question, say: Tick
    ) -> None:
        self._portfolio = portfolio
        self._found = found
        self._question = question
        self._say = say
        self._beyond = portfolio.settings.discuss_from
        self._wide = found.wide(self._beyond)
        self._rows = {key: row for row, key in enumerate(found.opinions.initiative_ids)}
        self._columns = {key: place for place, key in enumerate(found.opinions.criterion_ids)}
        self._cells: list[DisputedCell] = []
        self._trial: Trial | None = None

    def run(self) -> Iterator[Discussion]:
        """Yield ever better results."""
        if not self._wide.any():
            yield self._result(final=True)
            return
        self._trial = trial = Trial(self._portfolio, self._found.opinions, self._question)
        self._cells = self._ranked(trial)
        if trial.power in ("value", "floor"):
            yield self._result(final=False)
            trial.begin(self._step(_RANKED, "Finding the best plan"))
            yield from self._replanned(trial)
        yield self._result(final=True)

    def _step(self, fraction: float, text: str) -> Tick:
        """Return a tick that stays where it is: a solver's own fractions start anew."""
        return lambda _part, _words: self._say(fraction, text)

    def _ranked(self, trial: Trial) -> list[DisputedCell]:
        """Return the cells that could move a score most, with their ranks at both ends."""
        points, shares = self._found.points, self._found.opinions.shares
        effect = np.where(self._wide, shares * (points[_HIGHEST] - points[_LOWEST]), -1.0)
        order = np.argsort(-effect, axis=None, kind="stable")[: min(RANKED, int(self._wide.sum()))]
        worth, cells = trial.worth(), []
        for done, flat in enumerate(order.tolist()):
            text = f"Ranking with other ratings: {done + 1:,} of {len(order):,}"
            tick = self._step(_READ + (_RANKED - _READ) * done / len(order), text)
            row, column = divmod(flat, len(self._columns))
            key = self._found.opinions.initiative_ids[row]
            cells.append(
                DisputedCell(
                    initiative_id=key,
                    criterion_id=self._found.opinions.criterion_ids[column],
                    spread=float(self._found.spread[row, column]),
                    rank=trial.rank(row),
                    low=self._end(trial, (row, column), _LOWEST, tick),
                    high=self._end(trial, (row, column), _HIGHEST, tick),
                    worth=worth.get(key, 0.0),
                )
            )
        return cells

    def _end(self, trial: Trial, cell: tuple[int, int], quantile: int, tick: Tick) -> End:
        tick(0.0, "")
        (row, column), opinions = cell, self._found.opinions
        level = float(self._found.levels[quantile, row, column])
        said = opinions.heard & (opinions.levels[:, row, column] == level)
        who = tuple(opinions.rater_ids[rater] for rater in np.flatnonzero(said))
        return End(level, who, trial.rank_at(row, column, level))

    def _replanned(self, trial: Trial) -> Iterator[Discussion]:
        count = min(PLANNED, len(self._cells)) if trial.power != "no plan" else 0
        for done in range(count):
            fraction = _RANKED + (1 - _RANKED) * done / count
            text = f"Planning with other ratings: {done + 1:,} of {count:,}"
            self._cells[done] = self._planned(trial, self._cells[done], self._step(fraction, text))
            if done % _AT_ONCE == _AT_ONCE - 1 and done + 1 < count:
                yield self._result(final=False)

    def _planned(self, trial: Trial, cell: DisputedCell, tick: Tick) -> DisputedCell:
        row, column = self._rows[cell.initiative_id], self._columns[cell.criterion_id]
        tick(0.0, "")
        low, high = (trial.planned(end, row, column, tick) for end in cell.ends)
        firm = any(
            trial.planned(
                End(self._level(row, column, quantile), (), 0), row, column, tick
            ).moves_plan
            for quantile, end in ((_LOWER, low), (_UPPER, high))
            if end.moves_plan
        )
        return dataclasses.replace(cell, low=low, high=high, firm=firm)

    def _level(self, row: int, column: int, quantile: int) -> float:
        return float(self._found.levels[quantile, row, column])

    def _result(self, *, final: bool) -> Discussion:
        wide = int(self._wide.sum())
        notes = []
        if len(self._cells) < wide:
            notes.append(
                f"Of {wide:,} cells the {len(self._cells):,} that could move a score most were "
                "looked into."
            )
        power = "no plan" if self._trial is None else self._trial.power
        result = Discussion(
            cells=tuple(sorted(self._cells, key=_by_stake)),
            power=power,
            wide=wide,
            rated=int((self._found.counts >= 2).sum()),
            beyond=self._beyond,
            final=final,
            notes=tuple(notes),
        )
        sentences = tuple(discussion_sentences(self._portfolio, result))
        return dataclasses.replace(result, sentences=sentences)


def _by_stake(cell: DisputedCell) -> tuple[bool, bool, float, float, str, str]:
    stake = cell.ranks * abs(cell.worth)
    keys = (cell.initiative_id, cell.criterion_id)
    return (not cell.firm, not cell.moves_plan, -stake, -cell.spread, *keys)
