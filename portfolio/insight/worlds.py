"""Sampled worlds: what each initiative could be worth under other estimates or other weights."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from portfolio.errors import Tick
from portfolio.funding.objective import worth_of
from portfolio.funding.problem import Problem
from portfolio.funding.result import Floats
from portfolio.lessons.feed import fed
from portfolio.model import Estimate, Initiative, Portfolio, in_order
from portfolio.model.amounts import percent_text
from portfolio.model.text import plural, quoted
from portfolio.ranking import Live, build_matrix, method_named

#: Where nobody states a range, an estimate may be off by this share either way.
UNSTATED_SPREAD = 0.25

#: A stated spread is taken for those without one at this quantile of all stated: missing
#: ranges are wider than most.
_WIDE = 0.75

#: Of the Dirichlet distribution of weights around today's: a weight of 25 % has a standard
#: deviation of some 9 points.
CONCENTRATION = 20.0

#: Ranking so many worlds takes some hundredths of a second, with a thousand initiatives.
_TOLD_EVERY = 50


@dataclass(frozen=True, slots=True, eq=False)
class Worlds:
    """What is drawn.

    Attributes:
        kind: ``estimates`` or ``weights``.
        worth: of each initiative at full size, ``(n_worlds, n_initiatives)``, counted as
            ``Worth.gain``.
        together: of each synergy of the problem, ``(n_worlds, n_synergies)``.
        drawn: what differs between the worlds, ``(n_worlds, n_drawn)``: amounts of
            benefit after risk, or weights that sum to 1.
        drawn_ids: initiative or criterion ids of its columns.
        names: theirs, quoted.
        notes: on what was assumed.
    """

    kind: str
    worth: Floats
    together: Floats
    drawn: Floats
    drawn_ids: tuple[str, ...]
    names: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draw:
    """How worlds are drawn.

    Attributes:
        count: of worlds.
        seed: the same seed gives the same worlds.
        concentration: of the Dirichlet distribution of the weights; None for all weights
            alike.
    """

    count: int = 2_000
    seed: int = 0
    concentration: float | None = CONCENTRATION


def sampled(
    portfolio: Portfolio,
    problem: Problem,
    draw: Draw,
    scores: Mapping[str, float] | None = None,
    tick: Tick | None = None,
) -> Worlds:
    """Draw worlds for the objective that the problem maximizes.

    *Benefit*: each amount from a PERT distribution, ``low + (high - low) * Beta(a, b)`` with
    ``a = 1 + 4 (likely - low) / (high - low)`` and ``b = 1 + 4 (high - likely) / (high -
    low)`` (Malcolm and others, Operations Research 7, 1959), independent of the others, times
    probability and discount as they are stated.

    *Value*: weights from a Dirichlet distribution with mean at today's; scores by additive
    value. A criterion without weight keeps none.

    Args:
        portfolio: the document.
        problem: its funding problem.
        draw: how many, and how.
        scores: for a least score, as ``build_problem`` takes them.
        tick: told the share of the worlds that is drawn.

    Raises:
        PortfolioError: the ratings cannot be ranked, or an estimate cannot be counted.
        Cancelled: ``tick`` asked to stop.
    """
    if problem.worth.objective == "benefit" or not problem.tables.initiative_ids:
        return _by_estimates(portfolio, problem, draw, scores)
    return _by_weights(portfolio, problem, draw, tick)


def _by_estimates(
    portfolio: Portfolio,
    problem: Problem,
    draw: Draw,
    scores: Mapping[str, float] | None,
) -> Worlds:
    from scipy.special import betaincinv

    ids = problem.tables.initiative_ids
    spread, notes = _unstated(portfolio, ids)
    likely = problem.worth.gain
    ends = [
        worth_of(_with_amounts(portfolio, side, spread), ids, scores).gain
        for side in ("low", "high")
    ]
    low, high = np.minimum.reduce([*ends, likely]), np.maximum.reduce([*ends, likely])
    width = np.where(high > low, high - low, 1.0)
    drawn = np.random.default_rng(draw.seed).random((draw.count, len(ids)))
    a, b = 1 + 4 * (likely - low) / width, 1 + 4 * (high - likely) / width
    worth = np.where(high > low, low + width * betaincinv(a, b, drawn), likely)
    return Worlds(
        kind="estimates",
        worth=worth,
        together=_together(portfolio, problem, worth),
        drawn=worth,
        drawn_ids=ids,
        names=tuple(quoted(portfolio.initiatives[i].name) for i in ids),
        notes=notes,
    )


def _unstated(portfolio: Portfolio, ids: Sequence[str]) -> tuple[float, tuple[str, ...]]:
    """Return the spread for amounts without a range, as a share of the amount, and a note."""
    stated, missing = [], 0
    for initiative_id in ids:
        amount = _amount(portfolio.initiatives[initiative_id])
        if amount is None:
            continue
        ends = [end for end in (amount.low, amount.high) if end is not None]
        missing += len(ends) < 2
        if amount.likely:
            stated += [abs(end - amount.likely) / abs(amount.likely) for end in ends]
    spread = float(np.quantile(stated, _WIDE)) if stated else UNSTATED_SPREAD
    if not missing:
        return spread, ()
    basis = "wider than most stated ranges" if stated else "no range is stated anywhere"
    who = f"{plural(missing, 'benefit')} without a full range"
    return spread, (f"{who} may be off by {percent_text(spread)} either way ({basis}).",)


def _amount(record: Initiative) -> Estimate | None:
    return None if record.benefit is None else record.benefit.amount


def _with_amounts(portfolio: Portfolio, side: str, spread: float) -> Portfolio:
    """Return the portfolio with every benefit at one end of its range."""
    sign = -1.0 if side == "low" else 1.0
    changed = {}
    for initiative_id, record in portfolio.initiatives.items():
        amount = _amount(record)
        if amount is None or record.benefit is None:
            continue
        stated = getattr(amount, side)
        end = amount.likely + sign * spread * abs(amount.likely) if stated is None else stated
        benefit = dataclasses.replace(record.benefit, amount=Estimate(end))
        changed[initiative_id] = dataclasses.replace(record, benefit=benefit)
    return dataclasses.replace(portfolio, initiatives=portfolio.initiatives.with_all(changed))


def _by_weights(portfolio: Portfolio, problem: Problem, draw: Draw, tick: Tick | None) -> Worlds:
    matrix = build_matrix(fed(portfolio))
    live = Live(matrix, method_named("additive"), portfolio.settings.missing)
    counted = np.flatnonzero(matrix.weights > 0)
    shares = matrix.weights[counted] / matrix.weights[counted].sum()
    # By id, so that the order on the screen changes nothing.
    order = np.argsort(np.array(matrix.criterion_ids, dtype=object)[counted], kind="stable")
    fixed = draw.concentration
    spread = np.ones(len(counted)) if fixed is None else fixed * shares
    rng = np.random.default_rng(draw.seed)
    drawn = rng.dirichlet(np.maximum(spread[order], 1e-3), size=draw.count)
    weights = np.zeros((draw.count, len(matrix.weights)))
    weights[:, counted[order]] = drawn
    place = {key: row for row, key in enumerate(matrix.initiative_ids)}
    rows = [place[key] for key in problem.tables.initiative_ids]
    worth = np.array([live.rerank(each).scores[rows] for each in _told(weights, tick)])
    worth = np.nan_to_num(worth.reshape(draw.count, len(rows)), nan=0.0)
    unvalued = [key in problem.worth.unvalued for key in problem.tables.initiative_ids]
    worth[:, np.array(unvalued, dtype=bool)] = 0.0
    names = dict(in_order(portfolio.criteria))
    ids = [matrix.criterion_ids[column] for column in counted[order]]
    return Worlds(
        kind="weights",
        worth=worth,
        together=_together(portfolio, problem, worth),
        drawn=drawn,
        drawn_ids=tuple(ids),
        names=tuple(quoted(names[key].name) for key in ids),
        notes=(),
    )


def _told(weights: Floats, tick: Tick | None) -> Iterator[Floats]:
    for done, each in enumerate(weights):
        if tick is not None and done % _TOLD_EVERY == 0:
            tick(done / len(weights), "Drawing worlds")
        yield each


def _together(portfolio: Portfolio, problem: Problem, worth: Floats) -> Floats:
    columns = np.empty((len(worth), len(problem.synergies)))
    for place, synergy in enumerate(problem.synergies):
        rule = portfolio.rules[synergy.rule_id]
        if rule.basis == "benefit":
            columns[:, place] = (rule.amount or 0.0) * worth[:, list(synergy.members)].sum(axis=1)
        else:
            columns[:, place] = synergy.gain
    return columns
