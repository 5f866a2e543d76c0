"""What every method owes its caller: a finite ranking, or our own sentence."""

from __future__ import annotations

import numpy as np
import pytest

from portfolio.errors import PortfolioError
from portfolio.ranking import METHODS, Live, build_matrix, method_named, rank
from tests.portfolio.ranking.builders import portfolio_of, ranking_of

NAMES = [method.name for method in METHODS]
WEIGHTS = [1, 2, 3, 4]
SENSES = [1, -1, 1, 1]
TABLE = np.random.default_rng(1).uniform(1, 99, (7, 4)).round(2)
NAN = np.nan

each_method = pytest.mark.parametrize("method", METHODS, ids=NAMES)


def with_column(column, value):
    table = TABLE.copy()
    table[:, column] = value
    return table


def with_gaps():
    table = TABLE.copy()
    table[1, 2] = NAN
    table[3] = NAN
    table[:, 3] = NAN
    return table


# Which methods cannot read which tables; all others must give a finite ranking.
NEEDS_COST = {"copras"}
BEST_AND_WORST = {"cocoso", "simplified_probid"}
ABOVE_ZERO = {
    "marcos", "multimoora", "multiplicative_form", "ocra", "simus", "waspas", "weighted_product",
}  # fmt: skip
COSTS_ABOVE_ZERO = ABOVE_ZERO | {"aras", "codas", "copras", "weighted_sum"}
NOT_BELOW_ZERO = COSTS_ABOVE_ZERO | {"edas", "electre2", "ervd", "ram"}
FEW_CRITERIA = BEST_AND_WORST | {"simus"}

DEGENERATE = {
    "ordinary": (TABLE, SENSES, set()),
    "no cost": (TABLE, [1] * 4, NEEDS_COST),
    "costs only": (TABLE, [-1] * 4, set()),
    "all rows twice": (np.vstack([TABLE, TABLE]), SENSES, set()),
    "one initiative": (TABLE[:1], SENSES, set()),
    "two initiatives": (TABLE[:2], SENSES, set()),
    "best and worst everywhere": ([[1, 9, 1, 1], [5, 5, 5, 5], [9, 1, 9, 9]], SENSES,
                                  BEST_AND_WORST),
    "constant column": (with_column(0, 5), SENSES, set()),
    "zero column": (with_column(0, 0), SENSES, ABOVE_ZERO),
    "zero cost": (with_column(1, 0), SENSES, COSTS_ABOVE_ZERO),
    "all equal": (np.full((5, 4), 3.0), SENSES, set()),
    "all zero": (np.zeros((5, 4)), SENSES, set()),
    "one criterion": (TABLE[:, :1], [1], FEW_CRITERIA | NEEDS_COST),
    "one cost": (TABLE[:, :1], [-1], FEW_CRITERIA),
    "perfectly correlated": (TABLE[:, :1] * [1, 2, 3], [1] * 3, BEST_AND_WORST | NEEDS_COST),
    "opposed": ([[1, 9], [9, 1], [5, 5]], [1, 1], NEEDS_COST),
    "huge": (TABLE * [1e306, 1, 1e306, 1], SENSES, set()),
    "huge and negative": (np.where(TABLE > 50, 1e308, -1e308), SENSES,
                          NOT_BELOW_ZERO | BEST_AND_WORST),
    "tiny": (TABLE * 1e-306, SENSES, set()),
    "hardly a number": (TABLE * 1e-320, SENSES, set()),
    "negative": (TABLE - 50, SENSES, NOT_BELOW_ZERO),
    "some zeros": (np.where(TABLE < 30, 0, TABLE), SENSES, COSTS_ABOVE_ZERO),
    "gaps": (with_gaps(), SENSES, set()),
    "nothing rated": (np.full((3, 2), NAN), [1, 1], set()),
}  # fmt: skip


def assert_sound(ranking, method):
    ranked = ranking.ranks > 0
    assert ranking.method == method.name
    assert np.isfinite(ranking.scores[ranked]).all()
    assert np.isnan(ranking.scores[~ranked]).all()
    ordered = np.sort(ranking.ranks[ranked])
    assert ((ordered == np.arange(1, len(ordered) + 1)) | (np.diff(ordered, prepend=0) == 0)).all()
    signs = 1 if ranking.higher_is_better else -1
    by_rank = ranking.scores[ranked][np.argsort(ranking.ranks[ranked], kind="stable")] * signs
    assert (np.diff(by_rank) <= 1e-9 * max(1, np.abs(by_rank).max(initial=0))).all()
    if ranking.contributions is not None:
        np.testing.assert_allclose(
            ranking.contributions[ranked].sum(axis=1), ranking.scores[ranked], atol=1e-9
        )
        assert (ranking.contributions[~ranked] == 0).all()
    assert all(note.endswith(".") and not note[0].islower() for note in ranking.notes)


def assert_our_words(error, method):
    text = str(error.value)
    assert error.value.what.startswith(method.title)
    assert error.value.what.endswith(".")
    assert error.value.remedy.endswith(".")
    for foreign in ("ValueError", "array", "ranking", "nan", "inf", "DM ", "Inverter", "["):
        assert foreign not in text.replace("infinite", "").replace("finite", "")


@each_method
@pytest.mark.parametrize("case", DEGENERATE)
def test_finite_ranking_or_our_own_message(method, case, capfd):
    table, senses, refused = DEGENERATE[case]
    portfolio = portfolio_of(table, WEIGHTS[: len(senses)], senses)
    if method.name in refused:
        with pytest.raises(PortfolioError) as error:
            rank(portfolio, method=method.name)
        assert_our_words(error, method)
    else:
        assert_sound(rank(portfolio, method=method.name), method)
    assert capfd.readouterr() == ("", "")


@each_method
@pytest.mark.parametrize("case", ["one initiative", "all equal", "all zero"])
def test_nothing_to_compare_is_a_tie(method, case):
    table, senses, _ = DEGENERATE[case]
    ranking = ranking_of(method.name, table, WEIGHTS, senses)
    assert (ranking.ranks == 1).all()
    assert np.ptp(ranking.scores) == 0
    if method.relative:
        assert "no difference" in ranking.notes[-1]


@each_method
def test_equal_initiatives_share_a_rank(method):
    table = np.vstack([TABLE, TABLE[[2, 5]]])
    ranking = ranking_of(method.name, table, WEIGHTS, SENSES)
    assert ranking.ranks[2] == ranking.ranks[7]
    assert ranking.ranks[5] == ranking.ranks[8]
    assert ranking.scores[2] == pytest.approx(ranking.scores[7], abs=1e-12)
    assert any(note.startswith("Equal scores share a rank") for note in ranking.notes)


@each_method
def test_permuting_initiatives_changes_nothing(method):
    table = np.random.default_rng(7).uniform(1, 9, (14, 4)).round(1)
    order = np.random.default_rng(8).permutation(14)
    straight = ranking_of(method.name, table, WEIGHTS, SENSES)
    mixed = ranking_of(method.name, table[order], WEIGHTS, SENSES)
    np.testing.assert_allclose(mixed.scores, straight.scores[order], rtol=1e-9, atol=1e-12)
    assert mixed.ranks.tolist() == straight.ranks[order].tolist()


@each_method
def test_scaling_weights_changes_nothing(method):
    small = ranking_of(method.name, TABLE, np.array(WEIGHTS) * 1e-9, SENSES)
    large = ranking_of(method.name, TABLE, np.array(WEIGHTS) * 1e9, SENSES)
    np.testing.assert_allclose(small.scores, large.scores, rtol=1e-9, atol=1e-12)
    assert small.ranks.tolist() == large.ranks.tolist()


@each_method
def test_a_criterion_without_weight_is_as_if_it_were_not_there(method):
    senses = [1, -1, 1, 1, 1]
    table = np.column_stack([TABLE, TABLE[::-1, 0]])
    weightless = ranking_of(method.name, table, [*WEIGHTS, 0], senses)
    absent = ranking_of(method.name, TABLE, WEIGHTS, SENSES)
    np.testing.assert_allclose(weightless.scores, absent.scores, rtol=1e-12)
    assert weightless.ranks.tolist() == absent.ranks.tolist()


@each_method
def test_a_huge_unit_changes_no_rank(method):
    """Every method here is blind to the unit of a criterion, whose anchors move along."""
    plain = ranking_of(method.name, TABLE, WEIGHTS, SENSES)
    huge = ranking_of(method.name, TABLE * 2.0**1016, WEIGHTS, SENSES)
    assert huge.ranks.tolist() == plain.ranks.tolist()
    np.testing.assert_allclose(huge.scores, plain.scores, rtol=1e-9, atol=1e-12)


@each_method
def test_relative_is_what_it_says(method):
    """Dropping an initiative moves scores exactly when the method says that it can."""
    anchors = [
        [(0, 0), (100, 100)],
        [(0, 100), (100, 0)],
        [(0, 0), (100, 100)],
        [(0, 0), (100, 100)],
    ]
    table = np.random.default_rng(3).uniform(1, 99, (12, 4))
    whole = ranking_of(method.name, table, WEIGHTS, SENSES, anchors)
    moved = False
    for drop in range(len(table)):
        fewer = ranking_of(method.name, np.delete(table, drop, 0), WEIGHTS, SENSES, anchors)
        moved |= not np.allclose(fewer.scores, np.delete(whole.scores, drop), rtol=1e-12)
    assert moved == method.relative == whole.relative


@each_method
@pytest.mark.parametrize(
    "weights",
    [[0] * 4, [1, -1, 1, 1], [1, NAN, 1, 1], [1, np.inf, 1, 1], [1, 1, 1], [1] * 5, [[1] * 4]],
    ids=["zero", "negative", "not a number", "infinite", "too few", "too many", "table"],
)
def test_unusable_weights_get_a_sentence(method, weights):
    live = Live(build_matrix(portfolio_of(TABLE, WEIGHTS, SENSES)), method)
    with pytest.raises(PortfolioError, match=r"[Ww]eight") as error:
        live.rerank(np.array(weights, dtype=float))
    assert error.value.remedy.endswith(".")


@each_method
def test_an_empty_portfolio_gets_a_sentence(method):
    with pytest.raises(PortfolioError, match="no initiative"):
        rank(portfolio_of(np.zeros((0, 2)), [1, 1], [1, 1]), method=method.name)
    with pytest.raises(PortfolioError, match="no criterion"):
        rank(portfolio_of(np.zeros((2, 0)), [], []), method=method.name)


@each_method
def test_a_list_that_is_too_long_gets_a_sentence(method):
    if method.limit is None:
        assert method.name not in {"codas", "probid", "simus", "electre2", "multimoora"}
        return
    table = np.ones((method.limit + 1, 2))
    with pytest.raises(PortfolioError, match="compares every pair") as error:
        rank(portfolio_of(table), method=method.name)
    assert f"{method.limit:,}" in str(error.value)


@each_method
def test_results_cannot_be_written_to(method):
    ranking = ranking_of(method.name, TABLE, WEIGHTS, SENSES)
    for array in (ranking.scores, ranking.ranks):
        assert not array.flags.writeable


@each_method
def test_every_method_explains_itself(method):
    assert method.question.endswith("?")
    assert len(method.question) > 40
    assert method.label.endswith(".")
    assert method.source
    assert method.family
    assert method_named(method.name) is method


def test_names_and_titles_are_unique():
    assert len(set(NAMES)) == len({method.title for method in METHODS}) == len(METHODS)
    assert METHODS[0].name == "additive"


def test_an_unknown_method_gets_a_sentence():
    with pytest.raises(PortfolioError, match="no ranking method “magic”"):
        rank(portfolio_of(TABLE), method="magic")
