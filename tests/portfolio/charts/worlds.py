"""Results of any size, made by hand: what charts draw, without solving anything."""

from __future__ import annotations

import dataclasses

import numpy as np

from portfolio.analysis import Results
from portfolio.funding import Plan
from portfolio.model import (
    Benefit,
    Criterion,
    Demand,
    Estimate,
    FrozenMap,
    Initiative,
    Period,
    Portfolio,
    Resource,
    keys_between,
)
from portfolio.ranking.ordering import competition_ranks
from portfolio.ranking.result import Matrix, Ranking, Scales

RESOURCES = (
    ("compute", "H100e-h", "compute", False),
    ("ML engineers", "FTE", "talent", False),
    ("Model validators", "FTE", "talent", False),
    ("Capital", "$M", "capital", True),
)
CRITERIA = (
    ("Strategic fit", "Value", 25.0),
    ("Revenue potential", "Value", 20.0),
    ("Time to value", "Value", 10.0),
    ("Retention and daily use", "Lasting use", 20.0),
    ("Trust and governance", "Risk", 15.0),
    ("Feasibility", "Risk", 10.0),
)
NAMES = (
    "Claims triage", "Coder agent", "Fraud graph scoring", "Enterprise copilot", "Vivid video app",
    "Inference efficiency", "Contact-center summaries", "Mortgage document check",
    "Safety and provenance", "World-model research", "Batch API tier", "Voice companion",
    "Clinical assistant", "Long-context memory", "Shopping companion", "Credit memo drafting",
)  # fmt: skip


def names(count):
    return [NAMES[i] if i < len(NAMES) else f"{NAMES[i % 16]} {i // 16 + 1}" for i in range(count)]


def world(count, *, seed=1, periods=4, labels=None, criteria=CRITERIA, share=0.45):
    """Return results for ``count`` initiatives; ``share`` is capacity over all demand."""
    rng = np.random.default_rng(seed)
    quarters = FrozenMap(
        (f"p{i}", Period(f"Q{i % 4 + 1} {2027 + i // 4}", order))
        for i, order in enumerate(keys_between("", "", periods))
    )
    quality, size = rng.normal(0, 1, count), rng.lognormal(0, 0.8, count)
    amounts = rng.lognormal(0, 0.5, (count, len(RESOURCES), 1)) * rng.uniform(
        0.6, 1.4, (count, len(RESOURCES), periods)
    )
    amounts *= size[:, None, None]
    amounts *= np.array([9000.0, 12.0, 4.0, 3.0])[:, None]
    capacity = np.round(amounts.sum(axis=0) * share * rng.uniform(0.8, 1.4, (4, 1)))
    gains = np.round(20 * size * np.exp(0.35 * quality + rng.normal(0, 0.4, count)), 1)
    portfolio = Portfolio(
        id="d_1",
        periods=quarters,
        resources=_resources(capacity, tuple(quarters)),
        criteria=FrozenMap(
            (f"c{i}", Criterion(name, order, weight=weight, group=group))
            for i, ((name, group, weight), order) in enumerate(
                zip(criteria, keys_between("", "", len(criteria)), strict=True)
            )
        ),
        initiatives=_initiatives(labels or names(count), gains, amounts, tuple(quarters)),
    )
    matrix = _matrix(portfolio, quality, rng)
    ranking = additive(matrix)
    best, down = _plans(portfolio, ranking, gains * 0.7, amounts, capacity)
    return Results(
        revision=1,
        portfolio=portfolio,
        matrix=matrix,
        ranking=ranking,
        plan=best,
        waterline=down,
        stale=frozenset(),
    )


def with_plan(results, **changes):
    """Return the results with some attributes of the plan replaced."""
    return dataclasses.replace(results, plan=dataclasses.replace(results.plan, **changes))


def additive(matrix, name="additive"):
    parts = matrix.values * matrix.weights
    scores = parts.sum(axis=1)
    return Ranking(
        method=name,
        initiative_ids=matrix.initiative_ids,
        scores=scores,
        ranks=competition_ranks(scores, higher_is_better=True),
        contributions=parts,
        score_name="value",
        score_unit="points",
        higher_is_better=True,
        relative=False,
        criterion_ids=matrix.criterion_ids,
    )


def reordered(ranking, *, seed=2, noise=6.0):
    """Return the ranking as another method might see it."""
    rng = np.random.default_rng(seed)
    scores = ranking.scores + rng.normal(0, noise, len(ranking.scores))
    return dataclasses.replace(
        ranking,
        method="topsis",
        scores=scores,
        ranks=competition_ranks(scores, higher_is_better=True),
        contributions=None,
        score_name="closeness",
        score_unit="",
        relative=True,
    )


def _resources(capacity, quarters):
    return FrozenMap(
        (
            f"r{i}",
            Resource(
                name,
                order,
                unit,
                category,
                "budget" if carries else "renewable",
                carries,
                FrozenMap(zip(quarters, map(float, capacity[i]), strict=True)),
            ),
        )
        for i, ((name, unit, category, carries), order) in enumerate(
            zip(RESOURCES, keys_between("", "", len(RESOURCES)), strict=True)
        )
    )


def _initiatives(labels, gains, amounts, quarters):
    return FrozenMap(
        (
            f"i{i:04}",
            Initiative(
                label,
                order,
                benefit=Benefit(Estimate(float(gains[i])), probability=0.7),
                demand=Demand(
                    (
                        f"r{r}",
                        FrozenMap(
                            (quarter, Estimate(float(amounts[i, r, p])))
                            for p, quarter in enumerate(quarters)
                        ),
                    )
                    for r in range(len(RESOURCES))
                ),
            ),
        )
        for i, (label, order) in enumerate(
            zip(labels, keys_between("", "", len(labels)), strict=True)
        )
    )


def _matrix(portfolio, quality, rng):
    n, m = len(portfolio.initiatives), len(portfolio.criteria)
    values = np.clip(55 + 15 * quality[:, None] + rng.normal(0, 16, (n, m)), 0, 100)
    weights = np.array([one.weight for one in portfolio.criteria.values()])
    ends = np.zeros(m)
    return Matrix(
        initiative_ids=tuple(portfolio.initiatives),
        criterion_ids=tuple(portfolio.criteria),
        ratings=values,
        values=values,
        weights=weights / weights.sum() if m else weights,
        senses=np.ones(m),
        spread=np.zeros((n, m)),
        counts=np.ones((n, m), dtype=np.int64),
        scales=Scales(ends, ends + 100, ends, ends + 100, ends + 50),
        initiative_names=tuple(one.name for one in portfolio.initiatives.values()),
        criterion_names=tuple(one.name for one in portfolio.criteria.values()),
    )


def _plans(portfolio, ranking, gains, amounts, capacity):
    need = np.array(amounts)
    need[:, 3] = np.cumsum(need[:, 3], axis=1)
    limit = np.array(capacity)
    limit[3] = np.cumsum(limit[3])
    with np.errstate(divide="ignore", invalid="ignore"):
        price = np.nan_to_num(need / limit).max(axis=(1, 2)) if len(gains) else gains
    orders = {"best": np.argsort(-gains / (price + 1e-12)), "waterline": np.argsort(ranking.ranks)}
    return [
        _plan(portfolio, name, _packed(order, need, limit, name), (gains, amounts, capacity))
        for name, order in orders.items()
    ]


def _packed(order, need, limit, name):
    chosen, used = [], np.zeros_like(limit)
    for index in order:
        if (used + need[index] <= limit).all():
            used = used + need[index]
            chosen.append(int(index))
        elif name == "waterline":
            break
    return chosen


def _plan(portfolio, name, chosen, tables):
    gains, amounts, capacity = tables
    ids = tuple(portfolio.initiatives)
    value = float(gains[chosen].sum())
    return Plan(
        name=name,
        status="optimal" if name == "best" else "feasible",
        objective="benefit",
        objective_name="risk-adjusted benefit",
        unit="$M",
        value=value,
        bound=value,
        gap=0.0,
        chosen=FrozenMap((ids[index], "") for index in chosen),
        forced_in=frozenset(),
        forced_out=frozenset(),
        mandated=frozenset(),
        unvalued=frozenset(),
        use=amounts[chosen].sum(axis=0),
        capacity=capacity,
        demand=amounts.sum(axis=0),
        resource_ids=tuple(portfolio.resources),
        period_ids=tuple(portfolio.periods),
        carries=tuple(carries for _, _, _, carries in RESOURCES),
        notes=(),
        seconds=0.0,
    )
