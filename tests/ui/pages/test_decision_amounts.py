"""What a decision grants, in fields that are a word wide."""

from __future__ import annotations

from portfolio.edit import set_initiative, set_resource
from portfolio.model import Estimate, FrozenMap
from tests.ui.conftest import small_portfolio
from ui.pages.decision_parts.amounts import AmountsGrid
from ui.widgets.elided_label import ElidedLabel


def test_a_long_name_stands_on_two_lines_above_its_unit(qtbot):
    portfolio = small_portfolio()
    resource, initiative = next(iter(portfolio.resources)), next(iter(portfolio.initiatives))
    portfolio = set_resource(portfolio, resource, name="Model validation work", unit="FTE")
    grid = AmountsGrid()
    qtbot.addWidget(grid)
    grid.show_amounts(portfolio, initiative, FrozenMap())
    heads = [label.text() for label in grid.findChildren(ElidedLabel)]
    assert heads[:3] == ["Model", "validation work", "FTE"]


def test_an_amount_that_the_field_would_cut_is_told_in_short(qtbot):
    portfolio = small_portfolio()
    resource, period = next(iter(portfolio.resources)), next(iter(portfolio.periods))
    initiative = next(iter(portfolio.initiatives))
    demand = FrozenMap({resource: FrozenMap({period: Estimate(162_820.0)})})
    portfolio = set_initiative(portfolio, initiative, demand=demand)
    grid = AmountsGrid()
    qtbot.addWidget(grid)
    granted = FrozenMap({resource: FrozenMap({period: 162_820.0})})
    grid.show_amounts(portfolio, initiative, granted)
    assert grid._fields[resource, period].text() == "163k"
