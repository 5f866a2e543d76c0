"""The raters' own weights, joined."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.edit import set_rater, set_settings, weight_shares
from portfolio.errors import PortfolioError
from portfolio.model import FrozenMap, Rater, problems
from portfolio.ranking import build_matrix, rank
from portfolio.ranking.rater_weights import weights_in_force
from tests.portfolio.small import sound


def weighed(*rows, says=None, aggregation="mean"):
    """The small portfolio with a rater for each row of weights of its two criteria."""
    says = says or [1.0] * len(rows)
    raters = {
        f"r{n}": Rater(
            f"R{n}", f"{n}", weight=say, weights=FrozenMap(zip(("fit", "trust"), row, strict=False))
        )
        for n, (row, say) in enumerate(zip(rows, says, strict=True))
    }
    portfolio = replace(sound(), raters=FrozenMap(raters), ratings=FrozenMap())
    return set_settings(portfolio, weighting="raters", aggregation=aggregation)


def test_each_rater_counts_as_much_whatever_the_size_of_their_numbers():
    weights, notes = weights_in_force(weighed((1, 3), (500, 500)))
    np.testing.assert_allclose(weights, [0.375, 0.625])
    assert notes == ("The weights are the mean of those of 2 raters.",)


def test_a_say_of_two_counts_twice_in_the_mean_and_once_in_the_median():
    rows = (1, 0), (0, 1), (1, 3)
    weights, _ = weights_in_force(weighed(*rows, says=[2, 1, 1]))
    np.testing.assert_allclose(weights, [2.25 / 4, 1.75 / 4])
    middle, notes = weights_in_force(weighed(*rows, says=[2, 1, 1], aggregation="median"))
    np.testing.assert_allclose(middle, [0.25, 0.75])
    assert notes[0].startswith("The weights are the median")


def test_medians_are_divided_by_their_sum():
    portfolio = weighed((6, 4), (3, 7), (5, 5), aggregation="median")
    thirds = replace(portfolio, criteria=portfolio.criteria.with_("c3", portfolio.criteria["fit"]))
    raters = {
        key: replace(record, weights=record.weights.with_("c3", 10.0))
        for key, record in thirds.raters.items()
    }
    weights = weight_shares(replace(thirds, raters=FrozenMap(raters)))
    assert sum(weights.values()) == pytest.approx(1.0)


def test_raters_without_weights_or_say_are_passed_over_and_named():
    bad = [(0, 0), (-1, 2), (float("nan"), 1), (float("inf"), 1), ()]
    portfolio = weighed((1, 3), *bad, (9, 1), says=[1, 1, 1, 1, 1, 1, 0])
    weights, notes = weights_in_force(portfolio)
    np.testing.assert_allclose(weights, [0.25, 0.75])
    assert notes[0] == "The weights are those of “R0” alone."
    assert all(f"“R{n}”" in notes[1] for n in range(1, 7))


def test_checks_that_feed_a_criterion_are_not_named_among_the_raters():
    portfolio = weighed((1, 1))
    fed = replace(portfolio, raters=portfolio.raters.with_("lessons", Rater("The checks", "")))
    assert weights_in_force(fed)[1] == weights_in_force(portfolio)[1]


def test_a_criterion_that_nobody_weighed_is_named():
    weights, notes = weights_in_force(weighed((1,), (2,)))
    np.testing.assert_allclose(weights, [1, 0])
    assert "Nobody has weighed “Trust”, so it carries no weight." in notes


@pytest.mark.parametrize(
    ("portfolio", "words"),
    [
        (weighed(), "none of them has given any"),
        (weighed((1, 0), (0, 1), says=[0, 0]), "none of them has given any"),
        (weighed((0, 0)), "none of them has given any"),
    ],
)
def test_no_weights_at_all_get_a_sentence(portfolio, words):
    with pytest.raises(PortfolioError, match=words):
        build_matrix(portfolio)
    assert weight_shares(portfolio) == {"fit": 0.0, "trust": 0.0}
    assert "weights_zero" in {problem.code for problem in problems(portfolio)}


def test_medians_that_are_all_zero_get_a_sentence():
    portfolio = weighed((1, 0), (0, 1), (0, 1), aggregation="median")
    assert weight_shares(portfolio) == {"fit": 0.0, "trust": 1.0}
    third = portfolio.criteria["fit"]
    portfolio = replace(portfolio, criteria=portfolio.criteria.with_("c3", third))
    portfolio = set_rater(portfolio, "r2", weights=FrozenMap({"c3": 1.0}))
    with pytest.raises(PortfolioError, match="every median is 0"):
        weights_in_force(portfolio)


def test_the_ranking_follows_the_raters_weights():
    base = sound()
    for rater, row in {"ana": (1.0, 0.0), "bo": (1.0, 1.0)}.items():
        base = set_rater(base, rater, weights=FrozenMap(zip(("fit", "trust"), row, strict=True)))
    assert rank(set_settings(base, weighting="raters")).scores.tolist() == pytest.approx(
        [0.75 * 85 + 0.25 * 55, 0.75 * 65 + 0.25 * 75, 0.75 * 35 + 0.25 * 15, 0.75 * 45 + 0.25 * 85]
    )


rows = st.lists(
    st.tuples(st.floats(0, 1e300), st.floats(0, 1e300), st.floats(0, 1e9)), min_size=1, max_size=6
)


@given(rows, st.sampled_from(["mean", "median"]))
def test_joined_weights_lie_between_those_of_the_raters(given_rows, aggregation):
    portfolio = weighed(
        *[row[:2] for row in given_rows],
        says=[row[2] for row in given_rows],
        aggregation=aggregation,
    )
    shares = weight_shares(portfolio)
    assert sum(shares.values()) == pytest.approx(1.0) or not any(shares.values())
    own = [row[0] / (row[0] + row[1]) for row in given_rows if row[2] and row[0] + row[1] > 0]
    if own and any(shares.values()):
        assert min(own) - 1e-9 <= shares["fit"] <= max(own) + 1e-9
