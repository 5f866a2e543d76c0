"""Amounts that were granted count in place of the need: by hand, and against other demands."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from portfolio.funding import Pick, judge
from portfolio.model import Estimate, FrozenMap
from tests.portfolio.funding.builders import from_table, random_portfolio
from tests.portfolio.small import sound, with_record


def sentences(portfolio, picks, grants):
    return [each.sentence for each in judge(portfolio, picks, grants=grants).breaches]


def test_what_is_granted_is_used_and_what_is_not_stated_is_needed():
    portfolio = from_table([10, 6], [[4, 4], [1, 1]], [8, 2])
    picks = {"i01": Pick(), "i02": Pick()}
    assert sentences(portfolio, picks, None) == []
    assert sentences(portfolio, picks, {"i01": {"r0": {"p1": 6.0}}}) == [
        "2 u too much of “Resource 0”; the limit is 8 u."
    ]
    assert sentences(portfolio, {"i02": Pick()}, {"i01": {"r0": {"p1": 60.0}}}) == []


def test_what_is_gone_grants_nothing():
    portfolio = from_table([10], [[4]], [8])
    grants = {
        "gone": {"r0": {"p1": 99.0}},
        "i01": {"gone": {"p1": 99.0}, "r0": {"gone": 99.0}},
    }
    assert sentences(portfolio, {"i01": Pick()}, grants) == []


def test_what_is_granted_of_a_part_counts_for_its_pool():
    whole = replace(sound().resources["fte"], name="Everybody", order="z")
    portfolio = sound()
    portfolio = replace(portfolio, resources=portfolio.resources.with_("all", whole))
    portfolio = with_record(portfolio, "resources", "fte", pool="all", capacity=FrozenMap())
    picks = {"agents": Pick(), "claims": Pick()}
    # Agents 8 instead of 4, claims 3: 11 of 10 in the pool. Of the pool itself nothing is needed.
    assert sentences(portfolio, picks, {"agents": {"fte": {"q1": 8.0}}}) == [
        "1 FTE too much of “Everybody” in Q1 2027; the limit is 10 FTE."
    ]
    both = {"agents": {"fte": {"q1": 8.0}, "all": {"q1": 2.0}}}
    assert sentences(portfolio, picks, both) == [
        "3 FTE too much of “Everybody” in Q1 2027; the limit is 10 FTE."
    ]


@pytest.mark.parametrize("seed", range(30))
def test_granting_is_as_good_as_needing(seed):
    """Limits, floors and caps are broken as if what is granted were what is needed."""
    rng = np.random.default_rng(seed)
    portfolio = random_portfolio(seed, count=5, periods=2)
    whole = replace(
        portfolio,
        initiatives=FrozenMap(
            {key: replace(one, levels=FrozenMap()) for key, one in portfolio.initiatives.items()}
        ),
    )
    grants = {
        key: {r: {p: float(rng.integers(0, 15)) for p in row} for r, row in one.demand.items()}
        for key, one in whole.initiatives.items()
    }
    needing = replace(
        whole,
        initiatives=FrozenMap(
            {
                key: replace(
                    one,
                    demand=FrozenMap(
                        {
                            r: FrozenMap({p: Estimate(grants[key][r][p]) for p in row})
                            for r, row in one.demand.items()
                        }
                    ),
                )
                for key, one in whole.initiatives.items()
            }
        ),
    )
    picks = {key: Pick() for key in whole.initiatives if rng.random() < 0.7}
    assert sentences(whole, picks, grants) == sentences(needing, picks, None)
