"""The end of a session with the keyboard alone: decide, freeze, save, and trust the log."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from portfolio.files import load
from portfolio.files.journal import head_fingerprint, since, verify
from portfolio.model.decided import current_decisions
from portfolio.report.log_rows import PROMISE

TABLE = "Decisions, one initiative a row"
RECORD = "ctrl+shift+Return"
pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.skipif(sys.platform != "linux", reason="keys are pressed through X"),
]


def decided(person):
    """What was decided, by initiative."""
    portfolio = person.portfolio
    return {i: portfolio.decisions[key] for i, key in current_decisions(portfolio).items()}


def focused():
    widget = QApplication.focusWidget()
    return "" if widget is None else widget.accessibleName()


def open_sample(person, hands):
    hands.presses("ctrl+shift+o", "1")
    person.waits_for(lambda: bool(person.portfolio.initiatives))
    person.waits_for_the_answer()
    person.context.settings.change(author="Ada")


def go_to_decisions(person, hands):
    hands.presses("ctrl+g", "3")
    person.waits_for(lambda: person.shows("Decisions"))
    hands.tabs_to(TABLE)
    hands.presses("ctrl+Home")


def go_to_one(person, hands, *, funded):
    """Go down to an undecided initiative that the plan funds, or cuts; return its id."""
    selection = person.context.selection
    for _ in range(len(person.portfolio.initiatives)):
        key = selection.current
        if key not in decided(person) and (key in person.plan.chosen) == funded:
            return key
        hands.presses("Down")
    raise AssertionError("there is no such initiative")


def decide(person, hands, letter, text, *, funded):
    """Press a letter, type where the keyboard went, record; return the decision."""
    key = go_to_one(person, hands, funded=funded)
    hands.presses(letter)
    person.waits_for(lambda: focused() in ("Reason", "Condition"))
    hands.presses("ctrl+a")
    hands.types(text)
    hands.presses(RECORD)
    person.waits_for(lambda: key in decided(person))
    person.waits_for(lambda: focused() == TABLE)
    hands.presses("ctrl+Home")
    return decided(person)[key]


def freeze(person, hands):
    person.waits_for_the_answer()
    # A dialog that opens while a key is down keeps the window from hearing its release.
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    person.presses(Qt.Key.Key_F, control | shift)
    person.waits_for(lambda: focused() == "Title of the plan of record")
    hands.presses("ctrl+a")
    hands.types("Board of November")
    hands.presses("Return")
    person.waits_for(lambda: bool(person.portfolio.plans))
    fingerprint = person.sees("Fingerprint of the log")
    assert fingerprint.text() == head_fingerprint(person.portfolio)
    assert person.sees(PROMISE).isVisible()
    person.presses(Qt.Key.Key_Escape)
    person.waits_for(person.window.isActiveWindow)


def test_three_decisions_a_frozen_plan_and_a_log_that_holds(person, hands, tmp_path):
    open_sample(person, hands)
    go_to_decisions(person, hands)
    first = decide(person, hands, "f", "It pays for the others.", funded=True)
    assert (first.option, first.reason) == ("fund", "It pays for the others.")
    second = decide(person, hands, "c", "The rights are cleared", funded=True)
    assert [term.text for term in second.terms] == ["The rights are cleared"]
    third = decide(person, hands, "x", "No people for it.", funded=False)
    assert (third.option, third.decided_by) == ("cut", "Ada")
    published = head_fingerprint(person.portfolio)
    freeze(person, hands)

    path = tmp_path / "decided.portfolio"
    person.context.messages.answers.append(path)
    hands.presses("ctrl+s")
    person.waits_for(lambda: person.context.document.path == path)
    entered = person.portfolio
    hands.presses("ctrl+n")
    person.waits_for(lambda: not person.portfolio.initiatives)
    person.context.messages.answers.append(path)
    hands.presses("ctrl+o")
    person.waits_for(lambda: bool(person.portfolio.initiatives))
    assert person.portfolio == entered == load(path).portfolio
    assert verify(person.portfolio).ok
    assert [entry.kind for _, entry in since(person.portfolio, published).entries] == [
        "plan of record"
    ]
    hands.presses("ctrl+shift+j")
    entries = len(person.portfolio.journal)
    assert person.sees(f"The log holds together: {entries} entries fit.").isVisible()
