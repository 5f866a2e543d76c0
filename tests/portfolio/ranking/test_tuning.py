"""Parameters of methods and preference functions: read from the document, refused in words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from portfolio.errors import PortfolioError
from portfolio.model import FrozenMap, Preference
from portfolio.ranking import (
    METHODS,
    Live,
    build_matrix,
    method_named,
    method_problems,
    rank,
    tuned,
)
from tests.portfolio.ranking.builders import portfolio_of

TABLE = np.random.default_rng(11).uniform(1, 99, (9, 4)).round(1)
WEIGHTS, SENSES = [1, 2, 3, 4], [1, -1, 1, 1]
EACH = [(method, each) for method in METHODS for each in method.parameters]
# Those of ELECTRE II bind one another; the anchors here are the best and worst of the list.
ALONE = [(method, each) for method, each in EACH if method.name not in {"electre2", "aras"}]


def stating(method, **values):
    parameters = FrozenMap({method: FrozenMap(values)})
    return portfolio_of(TABLE, WEIGHTS, SENSES, method=method, parameters=parameters)


def scores(method, **values):
    return rank(stating(method, **values)).scores


def preferring(preference, **settings):
    before = portfolio_of(TABLE, WEIGHTS, SENSES, **settings)
    first = replace(before.criteria["c000"], preference=preference)
    return replace(before, criteria=before.criteria.with_("c000", first))


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_the_defaults_are_those_of_the_library(method):
    """The bare scorer knows no parameter, so it takes what the library takes."""
    matrix = build_matrix(portfolio_of(TABLE, WEIGHTS, SENSES))
    table = matrix.values if method.reads == "values" else matrix.ratings
    given = {"weights": matrix.weights, "senses": matrix.senses, "scales": matrix.scales}
    bare, defaults = method.score(table, **given), tuned(method, {}).score(table, **given)
    np.testing.assert_allclose(defaults, bare, rtol=1e-12)


@pytest.mark.parametrize(("method", "each"), ALONE, ids=[f"{m.name}-{p.name}" for m, p in ALONE])
def test_every_parameter_counts_over_its_whole_range(method, each):
    usual = rank(stating(method.name))
    ends = {each.low, each.high, each.default}
    found = [rank(stating(method.name, **{each.name: value})) for value in sorted(ends)]
    assert all(np.isfinite(ranking.scores).all() for ranking in found)
    assert any(not np.allclose(ranking.scores, usual.scores) for ranking in found)
    stated = f"{method.title} is used with {each.name} = "
    assert sum(ranking.notes[0].startswith(stated) for ranking in found if ranking.notes) == (
        len(ends) - 1
    )


@pytest.mark.parametrize(("method", "each"), EACH, ids=[f"{m.name}-{p.name}" for m, p in EACH])
def test_every_parameter_is_explained(method, each):
    assert each.takes(each.default)
    assert each.title[0].isupper()
    assert each.tip.endswith(".")
    assert len(each.tip) > 40


@pytest.mark.parametrize(
    ("method", "values", "said"),
    [
        ("vikor", {"w": 0.5}, "VIKOR has no parameter “w”. Use v, or take it out."),
        ("edas", {"v": 0.5}, "EDAS has no parameter “v”. Take it out."),
        ("vikor", {"v": 1.5}, "VIKOR: v is 1.5, which is not between 0 and 1."),
        ("waspas", {"lambda": -0.1}, "WASPAS: lambda is −0.1, which is not between 0 and 1."),
        ("codas", {"tau": np.nan}, "CODAS: tau is –, which is not between 0 and 1."),
        ("probid", {"exponent": 1.5}, "1.5, which is not a whole number between 1 and 2."),
        ("electre2", {"p0": 0.4}, "ELECTRE II: p1 is above p0, which must be at least as large."),
        ("electre2", {"q1": 0.9}, "Lower q1, or raise q0."),
    ],
)
def test_what_cannot_be_used_gets_a_sentence(method, values, said):
    portfolio = stating(method, **values)
    with pytest.raises(PortfolioError) as error:
        rank(portfolio)
    assert said in str(error.value)
    problems = method_problems(portfolio)
    assert [problem.severity for problem in problems] == ["error"]
    assert error.value.what == problems[0].text
    assert problems[0].field.startswith(f"settings/parameters/{method}/")


def test_what_another_method_cannot_use_is_a_warning():
    portfolio = stating("vikor", v=7.0)
    elsewhere = replace(portfolio, settings=replace(portfolio.settings, method="topsis"))
    assert rank(elsewhere).ranks.min() == 1
    assert [problem.severity for problem in method_problems(elsewhere)] == ["warning"]


def test_parameters_of_an_unknown_method_are_a_warning():
    portfolio = stating("additive")
    parameters = FrozenMap({"magic": FrozenMap({"v": 1.0})})
    portfolio = replace(portfolio, settings=replace(portfolio.settings, parameters=parameters))
    problem = method_problems(portfolio)[0]
    assert (problem.severity, problem.code) == ("warning", "method_parameter")
    assert "“magic”" in problem.text


@pytest.mark.parametrize(
    "stated",
    [
        {"p0": 0.9, "p1": 0.8, "p2": 0.7},
        {"p0": 1.0, "p1": 1.0, "p2": 1.0, "q0": 1.0},
        {"q0": 1.0, "q1": 0.0},
        {"p2": 0.0, "q0": 0.35},
    ],
)
def test_electre_thresholds_reach_the_library(stated):
    from skcriteria import mkdm
    from skcriteria.agg.electre import ELECTRE2

    weights = np.array(WEIGHTS) / 10
    case = mkdm(TABLE / TABLE.sum(axis=0), SENSES, weights=weights)
    given = {each.name: each.default for each in method_named("electre2").parameters} | stated
    expected = ELECTRE2(**given).evaluate(case).extra_.score
    np.testing.assert_array_equal(scores("electre2", **stated), expected)


@pytest.mark.parametrize(
    "stated", [{"p0": 1.0}, {"p0": 0.5}, {"p1": 0.35}, {"p1": 0.65}, {"q1": 0.0}, {"q1": 0.65}]
)
def test_electre_order_follows_the_weakest_thresholds(stated):
    """Strong and weak relation are taken away together, so only their union counts."""
    np.testing.assert_array_equal(scores("electre2", **stated), scores("electre2"))


def test_vikor_between_the_majority_and_the_largest_regret():
    """v = 1 ranks by S alone, v = 0 by R alone, and between them Q is a straight line."""
    majority, regret = scores("vikor", v=1.0), scores("vikor", v=0.0)
    for v in (0.25, 0.625):
        np.testing.assert_allclose(scores("vikor", v=v), v * majority + (1 - v) * regret)


def test_waspas_between_the_sum_and_the_product():
    total, product = scores("waspas", **{"lambda": 1.0}), scores("waspas", **{"lambda": 0.0})
    np.testing.assert_allclose(scores("waspas", **{"lambda": 0.3}), 0.3 * total + 0.7 * product)


@pytest.mark.parametrize("exponent", [1.0, 2.0, 3.5])
def test_topsis_distances_by_exponent_agree_with_the_library(exponent):
    method = tuned(method_named("topsis"), {"exponent": exponent})
    matrix = build_matrix(portfolio_of(TABLE, WEIGHTS, SENSES))
    kept = method.keep(matrix.ratings, matrix.senses, matrix.scales).apply(matrix.weights)
    afresh = method.score(
        matrix.ratings, weights=matrix.weights, senses=matrix.senses, scales=matrix.scales
    )
    np.testing.assert_allclose(kept.scores, afresh, rtol=1e-12)


def test_a_drag_keeps_to_the_parameters():
    live = Live(build_matrix(stating("vikor", v=0.9)), method_named("vikor"))
    live.rerank(np.array([4.0, 3, 2, 1]))
    np.testing.assert_allclose(live.rerank(np.array(WEIGHTS)).scores, scores("vikor", v=0.9))


def test_a_preference_function_is_read_and_told():
    plain = rank(preferring(None), method="promethee2")
    lenient = rank(preferring(Preference("linear", q=5.0, p=60.0)), method="promethee2")
    assert not np.allclose(plain.scores, lenient.scores)
    told = "A lead counts on “C0” by a line (q = 5, p = 60), elsewhere in full."
    assert told not in plain.notes
    assert told in lenient.notes
    np.testing.assert_allclose(lenient.contributions[:, 1:], plain.contributions[:, 1:])
    others = [rank(preferring(p), method="topsis").scores for p in (None, Preference("level"))]
    np.testing.assert_array_equal(*others)


def test_thresholds_that_cannot_be_used_stop_promethee_alone():
    portfolio = preferring(Preference("gaussian"))
    with pytest.raises(PortfolioError) as error:
        rank(portfolio, method="promethee2")
    assert str(error.value) == (
        "Criterion “C0”: Its preference function needs a spread s above 0. Enter a lead in the "
        "unit of the criterion, or choose the usual function."
    )
    assert rank(portfolio, method="additive").ranks.min() == 1
