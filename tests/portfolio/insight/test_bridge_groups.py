"""Each part of a bridge is about its own group: the others are nothing where only one changed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from portfolio.insight import STEPS, bridge
from portfolio.model import Criterion, Estimate, FrozenMap, Rater, Rating, Rule
from portfolio.report.compare_plans import Planner
from tests.portfolio.funding.builders import random_portfolio

SEEDS = range(12)


def rated(seed):
    """A portfolio planned by score or by benefit, with three raters and weights of their own."""
    rng = np.random.default_rng(seed)
    base = replace(random_portfolio(seed, count=5), rules=FrozenMap())
    criteria = {f"c{n}": Criterion(f"C{n}", f"a{n}", weight=1.0 + n, swing=90.0) for n in range(3)}
    raters = {
        f"u{n}": Rater(f"U{n}", f"a{n}", weights=FrozenMap(dict.fromkeys(criteria, 1.0 + n)))
        for n in range(3)
    }
    ratings = FrozenMap(
        {
            rater: FrozenMap(
                {
                    key: FrozenMap({c: Rating(float(rng.integers(0, 101))) for c in criteria})
                    for key in base.initiatives
                }
            )
            for rater in raters
        }
    )
    objective = ("value", "benefit", "benefit_above")[seed % 3]
    return replace(
        base,
        criteria=FrozenMap(criteria),
        raters=FrozenMap(raters),
        ratings=ratings,
        settings=replace(base.settings, objective=objective, score_floor=30.0),
    )


def other_inputs(portfolio):
    key = min(portfolio.initiatives)
    record = portfolio.initiatives[key]
    demand = FrozenMap({"money": FrozenMap({"p0": Estimate(0.5)})})
    rows = portfolio.ratings["u0"].with_(key, FrozenMap({"c0": Rating(100.0)}))
    return replace(
        portfolio,
        initiatives=portfolio.initiatives.with_(key, replace(record, demand=demand)),
        ratings=portfolio.ratings.with_("u0", rows),
    )


def other_weights(portfolio):
    rater = replace(portfolio.raters["u1"], weight=3.0)
    criterion = replace(portfolio.criteria["c0"], weight=9.0)
    return replace(
        portfolio,
        criteria=portfolio.criteria.with_("c0", criterion),
        raters=portfolio.raters.with_("u1", rater),
        settings=replace(portfolio.settings, weighting="raters"),
    )


def other_limits(portfolio):
    resources = {
        key: replace(
            record, capacity=FrozenMap({p: 2.0 * amount for p, amount in record.capacity.items()})
        )
        for key, record in portfolio.resources.items()
    }
    return replace(portfolio, resources=FrozenMap(resources))


def other_choices(portfolio):
    ids = sorted(portfolio.initiatives)
    rules = {"u1": Rule("gate", (ids[0],), value="rights"), "u2": Rule("excludes", tuple(ids[1:3]))}
    if portfolio.settings.objective != "value":
        rules["u3"] = Rule("synergy", tuple(ids[2:4]), amount=5.0)
    settings = replace(portfolio.settings, method="topsis", discount_rate=0.1)
    return replace(portfolio, rules=FrozenMap(rules), settings=settings)


EDITS = {
    "inputs": other_inputs,
    "weights": other_weights,
    "limits": other_limits,
    "choices": other_choices,
}


@pytest.mark.parametrize("group", STEPS)
def test_where_one_group_changed_the_other_parts_are_nothing(group):
    moved = 0
    for seed in SEEDS:
        before = rated(seed)
        found = bridge(
            before, EDITS[group](before), Planner(), names=("a", "b"), tick=lambda *_: None
        )
        assert not found.trouble, seed
        parts = {part.steps: part for part in found.parts}
        assert list(parts) == [(step,) for step in STEPS]
        assert all(part.change.nothing for steps, part in parts.items() if steps != (group,))
        assert parts[group,].gained == found.total
        moved += bool(found.total)
    assert moved >= 3
