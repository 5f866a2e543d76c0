"""VIKOR's compromise set and its two conditions, Opricovic and Tzeng (2004)."""

from __future__ import annotations

import numpy as np
import pytest

from portfolio.ranking import Compromise
from portfolio.ranking.compromise import leaders
from tests.portfolio.ranking.builders import ranking_of

NAN = np.nan


def found(index, majority, regret):
    answer = leaders(*(np.array(each, dtype=float) for each in (index, majority, regret)))
    return np.flatnonzero(answer.rows).tolist(), answer.advantage, answer.stability


@pytest.mark.parametrize(
    ("index", "majority", "regret", "expected"),
    [
        ([0, 0.5, 1], [0, 1, 2], [2, 1, 3], ([0], True, True)),
        ([0, 0.5, 1], [1, 0, 2], [1, 2, 0], ([0, 1], True, False)),
        ([0, 0.49, 1], [0, 1, 2], [0, 1, 2], ([0, 1], False, True)),
        ([0, 0.3, 0.49], [1, 0, 2], [1, 2, 0], ([0, 1, 2], False, False)),
        ([0, 0, 1], [0, 1, 2], [1, 0, 2], ([0, 1], False, True)),
        ([0, 0.6, 0.6], [1, 0, 2], [1, 2, 0], ([0, 1, 2], True, False)),
    ],
    ids=["both hold", "unstable", "close", "neither", "tied first", "tied second"],
)
def test_the_set_follows_the_two_conditions(index, majority, regret, expected):
    assert found(index, majority, regret) == expected


def test_mountain_climbing_opricovic_tzeng_2004():
    """European Journal of Operational Research 156(2), 445-455: the second stands alone."""
    ranking = ranking_of("vikor", [[1, 3000], [2, 3750], [5, 4500]], [0.5, 0.5], [-1, 1])
    assert ranking.compromise == Compromise(("i00001",), advantage=True, stability=True)
    assert ranking.notes[-1] == (
        "The compromise is “A1” alone: its lead is large enough (C1), and it is also the best "
        "for the majority or in its largest regret (C2)."
    )


def test_a_small_lead_is_said_and_the_others_named():
    table = [[9, 1, 5], [8, 2, 5], [1, 9, 4], [2, 2, 2], [5, 5, 1]]
    ranking = ranking_of("vikor", table, [0.5, 0.3, 0.2])
    best = sorted(range(5), key=lambda row: ranking.scores[row])
    close = [row for row in best if ranking.scores[row] - ranking.scores[best[0]] < 1 / 4]
    assert len(close) > 1
    assert ranking.compromise.ids == tuple(f"i{row:05}" for row in close)
    assert not ranking.compromise.advantage
    assert "because the lead is too small (C1 does not hold)" in ranking.notes[-1]
    assert ranking.notes[-1].count("“") == len(close)


def test_only_those_who_are_ranked_are_in_the_set():
    table = [[NAN, NAN], [1, 3], [9, 9], [2, 2]]
    ranking = ranking_of("vikor", table)
    assert ranking.compromise == Compromise(("i00002",), advantage=True, stability=True)


@pytest.mark.parametrize("seed", range(12))
def test_the_library_finds_the_same_set(seed):
    """As long as nobody is tied for first, where the library sees an advantage."""
    from skcriteria import mkdm
    from skcriteria.agg.vikor import VIKOR

    rng = np.random.default_rng(seed)
    table, weights = rng.uniform(1, 9, (7, 3)), rng.dirichlet(np.ones(3))
    ours = ranking_of("vikor", table, weights).compromise
    theirs = VIKOR().evaluate(mkdm(table, [1, 1, 1], weights=weights)).extra_
    assert sorted(ours.ids) == [f"i{row:05}" for row in sorted(theirs.compromise_set)]
    assert ours.advantage == theirs.acceptable_advantage
    assert ours.stability == theirs.acceptable_stability


def test_other_methods_name_no_compromise():
    assert ranking_of("topsis", [[1, 2], [2, 1], [3, 3]]).compromise is None
    assert ranking_of("vikor", [[1, 2], [1, 2]]).compromise is None
