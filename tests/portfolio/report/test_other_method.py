from pathlib import Path

import pytest

from portfolio.edit import set_settings, set_weights
from portfolio.errors import PortfolioError
from portfolio.files import load
from portfolio.ranking import METHODS, rank
from portfolio.ranking.compare import moves
from portfolio.report.other_method import beside

SAMPLES = Path(__file__).parents[3] / "sample_portfolios"


@pytest.fixture(scope="module")
def tutorial():
    return load(SAMPLES / "tutorial_8.portfolio").portfolio


def test_the_method_that_differs_most_is_offered(tutorial):
    first = rank(tutorial)
    found = beside(tutorial, first)
    others = [m.name for m in METHODS if m.keep is not None and m.name != first.method]
    alike = {name: moves(first, rank(tutorial, method=name)).tau_b for name in others}
    assert found.second.method == found.farthest
    assert alike[found.farthest] == min(alike.values())
    assert found.moved == sum(m.up != 0 for m in moves(first, found.second).moves) > 0


def test_a_wanted_method_is_taken_and_the_farthest_named(tutorial):
    found = beside(tutorial, rank(tutorial), "topsis")
    assert found.second.method == "topsis"
    assert found.farthest not in {"topsis", "additive"}


def test_the_shown_method_is_never_its_own_opposite(tutorial):
    for name in ("vikor", "promethee2"):
        first = rank(set_settings(tutorial, method=name))
        assert beside(set_settings(tutorial, method=name), first).second.method != name


def test_a_wanted_method_that_cannot_rank_says_why(tutorial):
    with pytest.raises(PortfolioError):
        beside(tutorial, rank(tutorial), "copras")


def test_nothing_to_rank_by_is_said(tutorial):
    first = rank(tutorial)
    weightless = set_weights(tutorial, dict.fromkeys(tutorial.criteria, 0.0))
    with pytest.raises(PortfolioError):
        beside(weightless, first)
