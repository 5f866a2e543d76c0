"""A portfolio of eight, from an empty start to a reopened file, with the keyboard alone."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from portfolio.analysis import analyze
from portfolio.edit import weight_shares
from portfolio.files import load
from portfolio.model import in_order

#: name, likely benefit in $M, probability in percent, compute, engineers and capital a quarter
ENTERED = (
    ("Claims triage", 12.5, 80, 400, 3, 0.5),
    ("Fraud graph", 9, 60, 300, 2, 0.4),
    ("Chat video", 30, 20, 2000, 6, 2),
    ("Code agent", 22, 70, 800, 5, 1),
    ("Contract reader", 6, 90, 100, 1, 0.2),
    ("Voice desk", 11, 50, 500, 4, 0.6),
    ("Demand forecast", 8, 85, 200, 2, 0.3),
    ("Safety lab", 4, 95, 150, 2, 0.25),
)
CAPACITY = (1800, 12, 2.5)
ANCHOR = "Nobody asked for it"
RATINGS = ("20", "80", "55")
pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.skipif(sys.platform != "linux", reason="keys are pressed through X"),
]


def edits():
    """Whether a cell is being typed in."""
    return isinstance(QApplication.focusWidget(), QLineEdit)


def anchors(portfolio):
    """Return what the levels of the first criterion look like."""
    return [anchor.text for anchor in in_order(portfolio.criteria)[0][1].anchors]


def enter_names(person, hands):
    for name, *_ in ENTERED:
        hands.presses("ctrl+Return")
        person.waits_for(edits)
        hands.types(name)
        hands.presses("Return")
    person.waits_for(lambda: len(person.portfolio.initiatives) == len(ENTERED))


def each(hands):
    """Go through the initiatives from the top, with the keyboard in the form of each."""
    hands.presses("ctrl+Home")
    for entered in ENTERED:
        hands.presses("F6")
        yield entered
        hands.presses("F6", "Down")


def enter_benefits(hands):
    for _, benefit, probability, *_ in each(hands):
        hands.tabs_to("Benefit ($M)", "Tab" if benefit == ENTERED[0][1] else "shift+Tab")
        hands.types(f"{benefit}\t")
        hands.tabs_to("Probability (%)")
        hands.types(f"{probability}\t")


def enter_demand(hands):
    """Type the first quarter, and fill it down into the other three."""
    for _, _, _, *amounts in each(hands):
        hands.tabs_to("Demand: periods down, resources across")
        hands.presses("ctrl+Home")
        for amount in amounts:
            hands.presses("Right")
            hands.types(f"{amount}")
            hands.presses("Return", "Up")
        hands.presses("Left", "Left", "shift+Right", "shift+Right")
        hands.presses("shift+Down", "shift+Down", "shift+Down", "ctrl+d")


def enter_ratings(person, hands):
    person.context.messages.answers.append("Ada")
    for number, _ in enumerate(each(hands)):
        if number == 0:
            hands.tabs_to("Add a rater…")
            hands.presses("space")
            person.waits_for(lambda: bool(person.portfolio.raters))
            person.waits_for_the_answer()
            hands.tabs_to("Ratings: raters down, criteria across", "shift+Tab")
        hands.presses("ctrl+Home", "Right")
        for n in range(3):
            hands.types(RATINGS[(n + number) % 3])
            hands.presses("Tab")


def enter_capacities(person, hands):
    person.goes_to(3)
    hands.tabs_to("Capacity by resource and period")
    hands.presses("ctrl+Home")
    for amount in CAPACITY:
        hands.presses("Home", *["Right"] * 5)
        for _ in range(4):
            hands.types(f"{amount}\t")
        hands.presses("Down")


def enter_criteria(person, hands):
    person.goes_to(4)
    first = next(record.name for _, record in in_order(person.portfolio.criteria))
    hands.tabs_to(f"Weight of “{first}” in percent")
    hands.presses("ctrl+a")
    hands.types("40")
    hands.presses("Return")
    # The way down leads over the other weights, and each selects its own criterion.
    hands.tabs_to("Name of the criterion", "shift+Tab")
    hands.presses("ctrl+a")
    hands.types("Fit with our goals\t")
    hands.tabs_to("Anchors of the scale")
    hands.presses("ctrl+Home", "End", "F2", "ctrl+a")
    hands.types(ANCHOR)
    hands.presses("Return")
    person.waits_for(lambda: ANCHOR in anchors(person.portfolio))


def begin_anew(person, hands):
    """From a sample to an empty document, by the menu."""
    hands.presses("ctrl+shift+o", "1")
    person.waits_for(lambda: bool(person.portfolio.initiatives))
    person.waits_for_the_answer()
    hands.presses("alt+f", "Return")
    person.waits_for(lambda: not person.portfolio.initiatives)


def test_eight_initiatives_by_keyboard_alone(person, hands, tmp_path):
    begin_anew(person, hands)
    enter_names(person, hands)
    enter_benefits(hands)
    enter_demand(hands)
    enter_ratings(person, hands)
    enter_capacities(person, hands)
    enter_criteria(person, hands)
    person.waits_for_the_answer()
    same_as_entered(person.portfolio)
    same_as_the_core(person)
    entered = person.portfolio
    path = tmp_path / "eight.portfolio"
    person.context.messages.answers.append(path)
    hands.presses("ctrl+s")
    person.waits_for(lambda: person.context.document.path == path)
    hands.presses("ctrl+n")
    person.waits_for(lambda: not person.portfolio.initiatives)
    person.context.messages.answers.append(path)
    hands.presses("ctrl+o")
    person.waits_for(lambda: bool(person.portfolio.initiatives))
    assert person.portfolio == entered == load(path).portfolio


def same_as_entered(portfolio):
    records = [record for _, record in in_order(portfolio.initiatives)]
    periods = [key for key, _ in in_order(portfolio.periods)]
    resources = in_order(portfolio.resources)
    for record, (name, benefit, probability, *amounts) in zip(records, ENTERED, strict=True):
        assert record.name == name
        assert record.benefit.amount.likely == benefit
        assert record.benefit.probability == pytest.approx(probability / 100)
        for (resource, _), amount in zip(resources, amounts, strict=True):
            assert {record.demand[resource][period].likely for period in periods} == {amount}
    for (_, resource), amount in zip(resources, CAPACITY, strict=True):
        assert [resource.capacity[period] for period in periods] == [amount] * len(periods)
    assert sum(len(rated) for rated in next(iter(portfolio.ratings.values())).values()) == 24
    first, shares = in_order(portfolio.criteria)[0][1], weight_shares(portfolio)
    assert first.name == "Fit with our goals"
    assert ANCHOR in anchors(portfolio)
    assert next(iter(shares.values())) == pytest.approx(0.4)


def same_as_the_core(person):
    shown, computed = person.context.analyst.results, analyze(person.portfolio)
    np.testing.assert_array_equal(shown.ranking.scores, computed.ranking.scores)
    assert shown.plan.chosen == computed.plan.chosen
    assert shown.plan.status == "optimal"
    assert 0 < len(shown.plan.chosen) < len(ENTERED)
