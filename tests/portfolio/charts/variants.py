"""Results that are odd in one way each: what a file, a person or a late job can bring about."""

from __future__ import annotations

import dataclasses

import numpy as np

from portfolio.charts import TwoRankings
from portfolio.errors import PortfolioError
from portfolio.funding import Plan
from portfolio.model import FrozenMap, FundingLevel, Resource, Rule, keys_between
from tests.portfolio.charts.worlds import CRITERIA, reordered, with_plan, world

HOSTILE = (
    "A very long name " * 18,
    "Save $1.2M and $3M",
    "$\\frac$",
    '<img src="file:///etc/passwd"><b>bold</b> &lt;',
    "abc\u202edcba\u2066x",
    "e" + "\u0301" * 200,
    "two\nlines\tand\ttabs",
    "漢字の名前 שלום мир",
    "\u200b\ufeff",
    "=CMD()",
    "100 % & more",
    "",
)
MANY_CRITERIA = tuple((f"Criterion {i:02}", f"Group {i % 4}", float(20 - i)) for i in range(20))


def ties():
    results = world(8)
    count = len(results.ranking.scores)
    ranking = dataclasses.replace(
        results.ranking, scores=np.full(count, 50.0), ranks=np.ones(count, dtype=np.int64)
    )
    return dataclasses.replace(results, ranking=ranking)


def unknowns():
    """Some initiatives without ratings or benefit, some limits not stated, some zero."""
    results = world(14)
    scores, ranks = results.ranking.scores.copy(), results.ranking.ranks.copy()
    scores[:4], ranks[:4] = np.nan, 0
    capacity = results.plan.capacity.copy()
    capacity[0, :2], capacity[1, 1], capacity[2] = np.nan, 0.0, np.nan
    initiatives = {
        key: dataclasses.replace(one, benefit=None) if index % 3 == 0 else one
        for index, (key, one) in enumerate(results.portfolio.initiatives.items())
    }
    portfolio = dataclasses.replace(results.portfolio, initiatives=FrozenMap(initiatives))
    ranking = dataclasses.replace(results.ranking, scores=scores, ranks=ranks)
    results = dataclasses.replace(results, portfolio=portfolio, ranking=ranking)
    return with_plan(results, capacity=capacity)


def nothing_known():
    results = unknowns()
    nan = np.full_like(results.plan.capacity, np.nan)
    ranking = dataclasses.replace(
        results.ranking,
        scores=np.full_like(results.ranking.scores, np.nan),
        ranks=np.zeros_like(results.ranking.ranks),
    )
    return with_plan(dataclasses.replace(results, ranking=ranking), capacity=nan)


def losses():
    """Benefits below zero, and overrides."""
    results = world(10)
    initiatives = {
        key: dataclasses.replace(
            one,
            benefit=dataclasses.replace(
                one.benefit, amount=dataclasses.replace(one.benefit.amount, likely=amount)
            ),
        )
        for (key, one), amount in zip(
            results.portfolio.initiatives.items(), range(-420, 580, 100), strict=True
        )
    }
    keys = list(initiatives)
    portfolio = dataclasses.replace(results.portfolio, initiatives=FrozenMap(initiatives))
    plan: Plan = results.plan
    return with_plan(
        dataclasses.replace(results, portfolio=portfolio),
        forced_in=frozenset(keys[:1]),
        forced_out=frozenset(keys[-1:]),
        mandated=frozenset(keys[3:4]),
        chosen=plan.chosen.with_(keys[0], "").without(keys[-1]),
    )


def deleted_meanwhile():
    """The plan and the ranking are of a snapshot that had more of everything."""
    results = world(9)
    portfolio = results.portfolio
    smaller = dataclasses.replace(
        portfolio,
        initiatives=portfolio.initiatives.without("i0000").without("i0005"),
        resources=portfolio.resources.without("r1"),
        periods=portfolio.periods.without("p0"),
        criteria=portfolio.criteria.without("c2"),
        rules=FrozenMap({"k1": Rule("force_in", ("i0001",), reason="law")}),
    )
    stale = frozenset({"ranking", "plan", "waterline"})
    return dataclasses.replace(results, portfolio=smaller, stale=stale)


def hostile_words():
    """Units, periods, resources and levels as hostile as the names."""
    results = world(12, labels=HOSTILE)
    portfolio = results.portfolio

    def renamed(records, field):
        pairs = zip(records.items(), HOSTILE * 2, strict=False)
        return FrozenMap((k, dataclasses.replace(one, **{field: w})) for (k, one), w in pairs)

    initiatives = renamed(portfolio.initiatives, "category")
    resources = renamed(renamed(portfolio.resources, "name"), "unit")
    level = FundingLevel(HOSTILE[0], "a", 0.5, 0.5)
    first = next(iter(initiatives))
    initiatives = initiatives.with_(
        first, dataclasses.replace(initiatives[first], levels=FrozenMap({"l1": level}))
    )
    portfolio = dataclasses.replace(
        portfolio,
        initiatives=initiatives,
        resources=resources,
        periods=renamed(portfolio.periods, "name"),
        criteria=renamed(portfolio.criteria, "group"),
    )
    results = dataclasses.replace(results, portfolio=portfolio)
    return with_plan(
        results,
        unit=HOSTILE[0],
        objective_name=HOSTILE[0],
        chosen=results.plan.chosen.with_(first, "l1"),
        status="feasible",
        gap=0.031,
    )


def plan_below_zero():
    """A plan that is worth less than nothing, and a list that is worth less still."""
    results = losses()
    down = dataclasses.replace(results.waterline, value=-42.5, objective=results.plan.objective)
    return with_plan(dataclasses.replace(results, waterline=down), value=-31.7)


def no_waterline():
    return dataclasses.replace(world(8), waterline=None)


def infeasible():
    return with_plan(
        world(6),
        status="infeasible",
        chosen=FrozenMap(),
        value=0.0,
        conflict="“Claims triage” and “Coder agent” must both be funded, but exclude each other.",
    )


def no_answers():
    return dataclasses.replace(
        world(6),
        ranking=None,
        matrix=None,
        ranking_error=PortfolioError("All weights are 0.", "Criteria", "Give one a weight."),
        plan=None,
        waterline=None,
        plan_error=PortfolioError("Benefits in different units cannot be added up."),
    )


def not_yet():
    return dataclasses.replace(
        world(6), ranking=None, matrix=None, plan=None, waterline=None, stale=frozenset()
    )


def wide_table():
    """Thirty resources over twenty periods."""
    results = world(12, periods=20)
    names = [f"Resource number {i} of a long list" for i in range(30)]
    resources = FrozenMap(
        (f"r{i}", Resource(name, order, "FTE"))
        for i, (name, order) in enumerate(zip(names, keys_between("", "", 30), strict=True))
    )
    rng = np.random.default_rng(5)
    capacity = np.full((30, 20), 100.0)
    return with_plan(
        dataclasses.replace(
            results, portfolio=dataclasses.replace(results.portfolio, resources=resources)
        ),
        resource_ids=tuple(resources),
        capacity=capacity,
        use=rng.uniform(20, 100, (30, 20)),
        demand=rng.uniform(50, 1300, (30, 20)),
        carries=(False,) * 30,
    )


def pair_of(results):
    """Return what the comparison of two methods takes; an empty pair without a ranking."""
    first = results.ranking if results.ranking is not None else world(0).ranking
    names = {key: one.name for key, one in results.portfolio.initiatives.items()}
    return TwoRankings(first, reordered(first), ("Additive value", "TOPSIS"), names)


VARIANTS = {
    "empty": lambda: world(0),
    "one": lambda: world(1, share=2.0),
    "eight": lambda: world(8),
    "sixteen": lambda: world(16),
    "forty-eight": lambda: world(48),
    "hundred-sixty": lambda: world(160),
    "twelve-hundred": lambda: world(1200),
    "hostile": lambda: world(len(HOSTILE), labels=HOSTILE),
    "hostile-long": lambda: world(90, labels=[HOSTILE[i % len(HOSTILE)] for i in range(90)]),
    "hostile-words": hostile_words,
    "many-criteria": lambda: world(12, criteria=MANY_CRITERIA),
    "hostile-criteria": lambda: world(
        6,
        criteria=tuple((name, "", weight) for name, (_, _, weight) in zip(HOSTILE, CRITERIA)),  # noqa: B905
    ),
    "no-criteria": lambda: world(6, criteria=()),
    "ties": ties,
    "unknowns": unknowns,
    "nothing-known": nothing_known,
    "losses": losses,
    "deleted-meanwhile": deleted_meanwhile,
    "plan-below-zero": plan_below_zero,
    "no-waterline": no_waterline,
    "infeasible": infeasible,
    "no-answers": no_answers,
    "not-yet": not_yet,
    "wide-table": wide_table,
}
