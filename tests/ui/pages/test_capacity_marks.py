"""What is wrong with a capacity stands in its cell."""

import pytest

from portfolio.edit import set_capacity
from portfolio.model import problems
from tests.ui.conftest import small_portfolio
from ui.pages.capacity_table import stock_rows


@pytest.mark.parametrize(
    ("amount", "words"), [(-5.0, "is negative"), (1e308, "is too large to plan with")]
)
def test_an_amount_that_cannot_be_planned_with(amount, words):
    portfolio = small_portfolio()
    resource, period = next(iter(portfolio.resources)), list(portfolio.periods)[1]
    portfolio = set_capacity(portfolio, resource, period, amount)
    found = problems(portfolio)
    marks = next(row.marks for row in stock_rows(portfolio, found) if row.key == resource)
    assert words in marks[f"period/{period}"].text
    assert marks[f"period/{period}"].severity == "error"


def test_a_capacity_that_is_nowhere_stated_is_marked_at_the_name():
    portfolio = small_portfolio()
    resource = next(iter(portfolio.resources))
    for period in portfolio.periods:
        portfolio = set_capacity(portfolio, resource, period, None)
    rows = stock_rows(portfolio, problems(portfolio))
    marks = next(row.marks for row in rows if row.key == resource)
    assert list(marks) == ["name"]
    assert "no capacity is stated" in marks["name"].text
