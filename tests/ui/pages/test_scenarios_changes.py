"""What is typed into the changes of a scenario and cannot be taken: said with what to do."""

import pytest

from portfolio.edit.scenario_changes import add_scenario
from portfolio.errors import PortfolioError
from portfolio.model import Change
from tests.portfolio.small import sound
from ui.pages.scenarios_changes import change_columns

WEIGHT = next(iter(sound().criteria))
LATER, FACTOR = Change("capacity_delay", "gpu", 1.0), Change("capacity_factor", "gpu", 0.8)
REFUSED = [
    (LATER, "amount", "1.5", "“1.5” is no number of periods. Type 0, 1, 2 and so on."),
    (LATER, "amount", "-1", "“-1” is no number of periods. Type 0, 1, 2 and so on."),
    (Change("weight", WEIGHT, 1.0), "amount", "-1", "“-1” is no weight. Type 0 or more."),
    (FACTOR, "amount", "-120 %", "No more than all of it can be taken away. Type −100 % or more."),
    (FACTOR, "place", "Q9", "There is no period “Q9”. Choose one of the names offered."),
    (LATER, "place", "Q1 2027", "“Capacity later” holds in all periods. Leave the cell empty."),
]


@pytest.mark.parametrize(("change", "column", "typed", "said"), REFUSED)
def test_what_cannot_be_taken_is_refused_with_a_remedy(change, column, typed, said):
    portfolio = add_scenario(sound(), "s1", "Tight", (change,))
    columns = {each.id: each for each in change_columns(lambda: portfolio, lambda: "s1/0")}
    with pytest.raises(PortfolioError) as error:
        columns[column].write(portfolio, "s1/0", typed)
    assert str(error.value) == said
