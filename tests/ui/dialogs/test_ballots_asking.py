"""What is put together in the dialog that asks for ballots."""

from __future__ import annotations

from tests.portfolio.ballots import panel
from ui.dialogs.ballots_asking import Wishes


def test_the_effort_of_a_ballot_is_told_before_it_is_asked_for():
    wishes = Wishes(panel())
    initiatives, criteria = len(wishes.all_initiatives), len(wishes.all_criteria)
    count = initiatives * criteria
    assert wishes.effort() == (
        f"Each: {initiatives} initiatives × {criteria} criteria, {count} ratings, "
        f"about {-(-count // 6)} minutes at 10 seconds a rating."
    )
    first = next(iter(wishes.chosen))
    wishes.ask([first], "initiatives", wishes.all_initiatives[1:], asked=False)
    assert wishes.effort().startswith("The longest: ")
    wishes.chosen.clear()
    assert wishes.effort() == ""
