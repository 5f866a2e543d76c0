"""A rater fills in a ballot, and a facilitator runs a round, with the keyboard alone."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QApplication

from portfolio.edit.ballots import invite, papers
from portfolio.edit.ballots_marking import own_row, standing_of
from portfolio.edit.ballots_revealing import reveal
from portfolio.edit.ballots_taking import take_in
from portfolio.files import load, save
from portfolio.model import in_order, new_id
from tests.journeys.conftest import sample_path
from tests.portfolio.ballots import NOW, asked, filled
from ui.pages.ballot_scale import Scale

pytestmark = [
    pytest.mark.timeout(180),
    pytest.mark.skipif(sys.platform != "linux", reason="keys are pressed through X"),
]


@pytest.fixture
def round_of(tmp_path):
    """A portfolio with an invitation for its first rater, and where their paper lies."""
    portfolio = load(sample_path("tutorial_8")).portfolio
    rater = in_order(portfolio.raters)[0][0]
    invitations = {rater: asked(portfolio, "swing")}
    path = tmp_path / "ballot.portfolio"
    save(path, papers(portfolio, invitations, new_id)[rater], expected_sha256=None)
    return invite(portfolio, invitations), rater, path


def at_the_scale():
    return isinstance(QApplication.focusWidget(), Scale)


def test_a_ballot_is_filled_in_and_handed_in_by_keyboard(person, hands, round_of):
    portfolio, rater, path = round_of
    person.context.filing.open(path)
    person.waits_for(lambda: person.portfolio.paper is not None)
    person.waits_for(lambda: person.shows("Your ballot"))
    assert not person.window._rail.isVisible()
    hands.presses("ctrl+1")
    assert person.shows("Your ballot")
    person.waits_for(at_the_scale)

    initiatives = [key for key, _ in in_order(person.portfolio.initiatives)]
    criteria = [key for key, _ in in_order(person.portfolio.criteria)]
    hands.presses("3", "Right", "h")
    hands.tabs_to("Comment")
    hands.types("Seen it work")
    hands.presses("Page_Down", "Page_Up")
    first = own_row(person.portfolio, initiatives[0])[criteria[0]]
    assert (first.confidence, first.comment) == ("high", "Seen it work")
    hands.presses("x", "ctrl+z")
    assert own_row(person.portfolio, initiatives[0])[criteria[0]] == first

    for number in range(standing_of(person.portfolio).open):
        hands.presses("Return", str(1 + number % 2) if number % 5 else "x")
    assert standing_of(person.portfolio).open == 0
    hands.presses("Return")
    person.sees("What matters, and how much?")
    hands.tabs_to(f"Weight of “{person.portfolio.criteria[criteria[0]].name}”")
    hands.presses("End")
    person.waits_for(lambda: max(person.portfolio.raters[rater].weights.values()) == 100.0)

    hands.presses("ctrl+b", "h")
    person.waits_for(lambda: person.portfolio.paper.handed_in is not None)
    person.waits_for(lambda: not person.context.document.unsaved)
    came_back = load(path).portfolio
    assert came_back == person.portfolio

    taken = take_in(portfolio, [(path.name, came_back)], now=NOW)
    assert [(each.refusal, each.remarks) for each in taken.papers] == [("", ())]
    shown = reveal(taken.portfolio, NOW).ratings[rater][initiatives[0]][criteria[0]]
    assert (shown.value, shown.comment) == (first.value, "Seen it work")


def test_a_facilitator_asks_takes_in_and_reveals_by_keyboard(person, hands, tmp_path):
    person.context.settings.change(author="Fay")
    person.context.filing.open_sample(sample_path("tutorial_8"))
    person.waits_for(lambda: bool(person.portfolio.initiatives))
    person.waits_for_the_answer()
    before = person.portfolio
    answers = person.context.messages.answers

    # A dialog that opens while a key is down keeps the window from hearing its release.
    person.context.requests.action_requested.emit("ballot.ask")
    hands.tabs_to("People to add, one a line: name, role")
    hands.types("Grace Hopper, Operations")
    hands.tabs_to("Add to the raters")
    hands.presses("space")
    hands.tabs_to("Hand in by")
    hands.types("2027-03-31")
    answers.append(tmp_path)
    hands.tabs_to("Make the papers…")
    hands.presses("Return")
    person.waits_for(lambda: len(person.portfolio.invitations) == len(before.raters) + 1)
    paths = sorted(tmp_path.glob("Ballot of *.portfolio"))
    assert len(paths) == len(person.portfolio.raters)

    for seed, path in enumerate(paths):
        opened = load(path)
        save(path, filled(opened.portfolio, seed), expected_sha256=opened.sha256)
    answers.append(tuple(paths))
    hands.presses("ctrl+b", "t")
    person.waits_for(lambda: len(person.portfolio.ballots) == len(paths))
    assert person.portfolio.ratings == before.ratings, "sealed until it is revealed"
    answers.append("Reveal all")
    hands.presses("ctrl+b", "r")
    person.waits_for(lambda: not person.portfolio.ballots)
    assert person.portfolio.ratings != before.ratings
    hands.presses("ctrl+z")
    person.waits_for(lambda: len(person.portfolio.ballots) == len(paths))
    hands.presses("ctrl+z", "ctrl+z")
    person.waits_for(lambda: person.portfolio == before)
