"""Two people at work on one file for a while: each keeps what the other one did.

One of them sits here, the other one in a process of its own with folders of its own. They
add, rate again, decide, and save in turn; one is still typing into a cell when the other one
saves, and both have renamed the same initiative.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from portfolio.files import dumps, load
from portfolio.files.journal import verify
from portfolio.files.lock import locked_by
from portfolio.model import in_order
from portfolio.model.decided import current_decisions
from tests.journeys.process import AppProcess
from tests.journeys.test_shared import TITLE, UNSAVED, works
from tests.ui.conftest import small_portfolio
from ui.filing import questions

RATINGS = "Ratings: raters down, criteria across"
DECISIONS = "Decisions, one initiative a row"
RECORD = "ctrl+shift+Return"
pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.skipif(sys.platform != "linux", reason="keys are pressed through X"),
]


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "shared" / "plan.portfolio"
    path.parent.mkdir()
    path.write_bytes(dumps(replace(small_portfolio(), title="Plan")))
    return path


@pytest.fixture
def ben(tmp_path, plan, person):
    """The other one, in a process of his own; he comes when the file is open here."""
    preferences = tmp_path / "ben" / "CONFIG" / "ai-portfolio" / "preferences.json"
    preferences.parent.mkdir(parents=True)
    preferences.write_text(json.dumps({"author": "Ben", "author_asked": True}))
    person.context.settings.change(author="Ada", author_asked=True)
    person.context.filing.open(plan)
    person.waits_for(lambda: locked_by(plan) is not None)
    app = AppProcess(tmp_path / "ben", plan, user="ben")
    yield app
    app.stop()


def focused():
    widget = QApplication.focusWidget()
    return "" if widget is None else widget.accessibleName()


def stored(path):
    return load(path).portfolio


def names_of(portfolio):
    return {record.name for record in portfolio.initiatives.values()}


def comes_back(person):
    """Give the keyboard to the window here."""
    person.window.activateWindow()
    person.waits_for(person.window.isActiveWindow)
    person.waits_for_the_answer()


def rates_again(person, hands, points):
    """Rate the first initiative once more, on its first criterion."""
    person.goes_to(2)
    hands.presses("ctrl+Home", "F6")
    hands.tabs_to(RATINGS, "shift+Tab")
    hands.presses("ctrl+Home", "Right")
    hands.types(f"{points}\t")
    criterion = in_order(person.portfolio.criteria)[0][0]
    person.waits_for(lambda: person.portfolio.ratings["u0"]["i0"][criterion].value == points)
    hands.presses("F6")
    return criterion


def decides(person, hands, reason):
    """Decide to fund the first initiative; return how many Tabs lead to the table."""
    hands.presses("ctrl+g", "3")
    person.waits_for(lambda: person.shows("Decisions"))
    person.waits_for_the_answer()
    tabs = 0
    while focused() != DECISIONS:
        hands.presses("Tab")
        tabs += 1
    hands.presses("ctrl+Home", "f")
    person.waits_for(lambda: focused() == "Reason")
    hands.presses("ctrl+a")
    hands.types(reason)
    hands.presses(RECORD)
    person.waits_for(lambda: "i0" in current_decisions(person.portfolio))
    return tabs


def ben_works(ben, tabs):
    """Rename the first initiative, add one, decide on the second one, and save."""
    works(ben, "Added by Ben", "Named by Ben")
    ben.presses("ctrl+g", "3")
    ben.rests()
    ben.presses(*["Tab"] * tabs, "ctrl+Home", "Down", "f")
    ben.rests()
    ben.presses("ctrl+a")
    ben.types("Ben wants it")
    ben.presses(RECORD)
    ben.rests()
    ben.presses("ctrl+s")


def test_two_people_add_rate_and_decide_and_neither_loses_anything(person, hands, ben, plan):
    ben.waits_for_window("The file is open elsewhere")
    # Open read-only, wait, open anyway.
    ben.presses("Tab", "Tab", "Return")
    ben.until(lambda: locked_by(plan).taken_from != "")
    ben.waits_for_window(TITLE)

    comes_back(person)
    before = person.portfolio.ratings["u0"]["i0"]
    criterion = rates_again(person, hands, 12.0)
    tabs = decides(person, hands, "Ada wants it")
    person.goes_to(2)
    hands.presses("ctrl+Home", "Right", "F2", "ctrl+a")
    hands.types("Named by Ada")

    ben_works(ben, tabs)
    ben.until(lambda: {"Named by Ben", "Added by Ben"} <= names_of(stored(plan)))

    # The cell is still open here: what is typed into it is saved, and no merge is undone by it.
    comes_back(person)
    person.context.messages.answers.append(questions.MERGE)
    hands.presses("ctrl+s")
    person.waits_for(lambda: focused() == "Values that both changed")
    hands.presses("t", "Return")
    person.waits_for(lambda: not person.context.document.unsaved)
    assert names_of(stored(plan)) >= {"Named by Ben", "Added by Ben"}

    # Ben goes on with what he had: his next save is merged without a question about values.
    ben.waits_for_window(TITLE)
    ben.presses("ctrl+2", "ctrl+Return")
    ben.rests()
    ben.types("Added later")
    ben.presses("Return")
    ben.waits_for_window(UNSAVED)
    ben.presses("ctrl+s")
    ben.waits_for_window("Not saved")
    ben.presses("Return")
    ben.until(lambda: "Added later" in names_of(stored(plan)))
    ben.waits_for_window(TITLE)

    comes_back(person)
    person.clicks("Reload theirs")
    person.waits_for(lambda: person.portfolio == stored(plan))
    both = person.portfolio
    assert names_of(both) == {
        "Named by Ben", "Fraud graph", "Chat video", "Added by Ben", "Added later",
    }  # fmt: skip
    assert both.ratings["u0"]["i0"][criterion].value == 12.0
    assert [past.value for past in both.ratings["u0"]["i0"][criterion].earlier] == [
        before[criterion].value
    ]
    decided = {i: both.decisions[key] for i, key in current_decisions(both).items()}
    assert {i: each.reason for i, each in decided.items()} == {
        "i0": "Ada wants it", "i1": "Ben wants it",
    }  # fmt: skip
    assert {entry.who for entry in both.journal.values()} >= {"Ada", "Ben"}
    assert verify(both).ok
    ben.waits_for_window(TITLE)
    ben.presses("ctrl+q")
    assert ben.ended()[0] == 0
    person.waits_for_the_answer()
