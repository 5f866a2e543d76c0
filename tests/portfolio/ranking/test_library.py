"""The door to scikit-criteria: its traps stay on its side."""

from __future__ import annotations

import dataclasses
import importlib
import itertools
import pkgutil
import subprocess
import sys

import numpy as np
import pytest
from scipy.optimize import linprog

from portfolio.errors import PortfolioError
from portfolio.ranking import METHODS, Live, build_matrix, method_named, rank, reversal, warm_up
from portfolio.ranking.library import Case, Recipe, evaluated
from portfolio.ranking.method import ORDER_STABLE
from portfolio.ranking.range_methods import mabac_score
from portfolio.ranking.scaling import by_range
from tests.portfolio.ranking.builders import portfolio_of, ranking_of


def test_loading_the_room_loads_no_slow_library():
    code = (
        "import sys, portfolio.ranking as r\n"
        "slow = {'skcriteria', 'pandas', 'scipy', 'pulp', 'matplotlib', 'sklearn'}\n"
        "sys.exit(bool(slow & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_warming_up_loads_the_library():
    code = (
        "import sys, portfolio.ranking as r\n"
        "r.warm_up()\n"
        "sys.exit('skcriteria.core.data' not in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    warm_up()


@pytest.mark.parametrize("method", ["marcos", "simus"])
def test_standard_output_stays_clean(method, capfd):
    table = np.random.default_rng(0).uniform(1, 9, (12, 4))
    rank(portfolio_of(table, senses=[1, 1, -1, 1]), method=method)
    assert capfd.readouterr() == ("", "")


def test_all_full_rankings_of_the_library_are_offered():
    import skcriteria.agg

    offered = {recipe.name for method in METHODS if (recipe := _recipe(method))}
    offered |= {"ARAS", "MABAC", "SIMUS"}  # Called by a function of their own.
    found = set()
    for module in pkgutil.iter_modules(skcriteria.agg.__path__):
        if not module.name.startswith("_") and module.name != "similarity":
            names = vars(importlib.import_module(f"skcriteria.agg.{module.name}"))
            found |= {
                name
                for name, kind in names.items()
                if isinstance(kind, type)
                and issubclass(kind, skcriteria.agg.SKCDecisionMakerABC)
                and kind.__module__.endswith(module.name)
            }
    # ELECTRE1 finds a kernel, not a ranking; BasePROBID is abstract.
    assert found - {"SKCDecisionMakerABC", "BasePROBID", "ELECTRE1"} == offered


def _recipe(method):
    score = method.score
    return score if isinstance(score, Recipe) else getattr(score, "args", (None,))[0]


def participation(table, senses):
    """SIMUS without the library: one linear program a criterion, solved by HiGHS."""
    shares = np.zeros((table.shape[1], len(table)))
    for goal in range(table.shape[1]):
        others = [j for j in range(table.shape[1]) if j != goal]
        limits = np.where(senses > 0, table.max(axis=0), table.min(axis=0))
        answer = linprog(
            -senses[goal] * table[:, goal],
            A_ub=[senses[j] * table[:, j] for j in others],
            b_ub=[senses[j] * limits[j] for j in others],
        )
        shares[goal] = answer.x / max(answer.x.sum(), 1e-12)  # All 0 is the best of one cost.
    return shares.sum(axis=0) * (shares > 1e-9).mean(axis=0)


@pytest.mark.parametrize("seed", range(4))
def test_simus_puts_more_than_ten_initiatives_in_the_right_order(seed):
    table = np.random.default_rng(seed).uniform(1, 9, (23, 4))
    senses = np.array([1.0, 1, -1, 1])
    ranking = ranking_of("simus", table, senses=senses)
    np.testing.assert_allclose(ranking.scores, participation(table, senses), atol=1e-5)


def test_simus_says_that_it_ignores_weights():
    table = np.random.default_rng(1).uniform(1, 9, (6, 3))
    one, other = (ranking_of("simus", table, weights) for weights in ([1, 1, 1], [9, 2, 1]))
    np.testing.assert_array_equal(one.scores, other.scores)
    assert any("the same say" in note for note in one.notes)


@pytest.mark.parametrize("count", [9, 3_000])
def test_mabac_border_holds_for_many_initiatives(count):
    """A product of three thousand factors is 0 in floating point; its root is not."""
    rng = np.random.default_rng(3)
    table, senses = rng.uniform(1, 9, (count, 3)), np.array([1.0, -1, 1])
    weights = np.array([0.7, 0.2, 0.1])
    matrix = build_matrix(portfolio_of(table, senses=senses))
    scores = mabac_score(table, weights=weights, senses=senses, scales=matrix.scales)
    weighted = weights * (by_range(table, senses) + 1)
    border = np.exp(np.log(weighted).mean(axis=0))
    np.testing.assert_allclose(scores, (weighted - border).sum(axis=1), atol=1e-9)


def test_vikor_ranks_by_q_and_does_not_tie_its_compromise_set():
    table = [[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]]
    ranking = ranking_of("vikor", table, [0.3, 0.4, 0.3])
    np.testing.assert_allclose(ranking.scores, [0.75, 0.25, 0, 1])
    assert ranking.ranks.tolist() == [3, 2, 1, 4]
    assert not ranking.higher_is_better


def test_ranks_are_competition_ranks_where_the_library_counts_densely():
    table = [[1, 1], [5, 5], [5, 5], [9, 9]]
    assert ranking_of("topsis", table).ranks.tolist() == [4, 2, 2, 1]


def test_whole_numbers_are_not_cut():
    halves = [[1, 2.5], [2, 1.5], [3, 0.5]]
    doubled = [[2, 5], [4, 3], [6, 1]]
    for name in ("weighted_sum", "edas", "electre2"):
        np.testing.assert_allclose(
            ranking_of(name, halves).scores, ranking_of(name, doubled).scores, rtol=1e-12
        )


def test_electre_thresholds_are_reached_by_sums_of_weights():
    """Weights of 0.4, 0.15 and 0.1 reach the threshold 0.65, whatever their sum rounds to."""
    table = np.array([[5.0, 5, 5, 3], [4, 4, 4, 5], [1, 1, 1, 1]])
    weights = np.array([0.4, 0.15, 0.1, 0.35])
    matrix = build_matrix(portfolio_of(table))
    score = method_named("electre2").score
    for order in itertools.permutations(range(4)):
        turned = list(order)
        case = Case(table[:, turned], weights[turned] * (1 - 2.0**-50), np.ones(4), matrix.scales)
        found = evaluated(score, case, {"p0": 0.65, "p1": 0.5, "q0": 0.65, "q1": 0.35})
        assert 0.35 < found["matrix_discordance"][0, 1] < 0.65
        assert found["matrix_concordance"][0, 1] == pytest.approx(0.65)
        assert found["outrank_s"][0, 1]


@pytest.mark.parametrize(
    "method", [method for method in METHODS if method.label == ORDER_STABLE], ids=lambda m: m.name
)
def test_order_stable_methods_turn_no_pair(method):
    for seed in range(5):
        table = np.random.default_rng(seed).uniform(1, 9, (9, 4))
        matrix = build_matrix(portfolio_of(table, [1, 2, 3, 4], [1, -1, 1, 1]))
        assert reversal(matrix, method, every=True).pairs == 0


def test_what_the_library_refuses_is_put_into_our_words():
    unguarded = dataclasses.replace(method_named("weighted_sum"), requires=())
    live = Live(build_matrix(portfolio_of([[1, -2], [3, 4]])), unguarded)
    with pytest.raises(PortfolioError) as error:
        live.rerank(np.ones(2))
    assert str(error.value) == (
        "Weighted sum of shares cannot rank these ratings: they lie outside what it is made for. "
        "Use additive value, or another method."
    )
