"""Fifty rows copied in a spreadsheet, pasted and accepted by keyboard, taken back in one step."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QApplication

from portfolio.model import in_order
from tests.journeys.hands import Hands
from ui.dialogs.import_preview import ImportPreview

ROWS = 50
HEAD = ("Initiative", "Owner", "Benefit ($M)", "Probability", "Compute Q1", "Notes")
pytestmark = [
    pytest.mark.timeout(120),
    pytest.mark.skipif(sys.platform != "linux", reason="keys are pressed through X"),
]


def row(number):
    """One row as Excel copies it on a machine that writes decimal commas."""
    note = '"two\nlines, and a ""quote"""' if number % 10 == 0 else f"note {number}"
    benefit, probability = f"{number},25", f"{40 + number} %"
    return (f"Idea {number}", f"Müller {number}", benefit, probability, f"{number * 10},5", note)


def as_excel_copies():
    lines = [HEAD, *(row(number) for number in range(1, ROWS + 1))]
    return "".join("\t".join(line) + "\r\n" for line in lines)


@pytest.fixture
def hands(person):
    hands = Hands(person)
    person.window.activateWindow()
    person.waits_for(person.window.isActiveWindow)
    yield hands
    hands.put_down()


@pytest.mark.parametrize("keys", ["ctrl+shift+v", "ctrl+v"])
def test_fifty_rows_from_a_spreadsheet(person, hands, keys):
    QApplication.clipboard().setText(as_excel_copies())
    before = person.portfolio
    person.goes_to(2)
    hands.presses(keys)
    person.waits_for(lambda: bool(person.window.findChildren(ImportPreview)))
    (preview,) = person.window.findChildren(ImportPreview)
    person.waits_for(preview.isVisible)
    person.waits_for(preview.isActiveWindow)
    person.waits_for(preview._import.isEnabled)
    hands.tabs_to(preview._import.text())
    hands.presses("space")
    person.waits_for(lambda: len(person.portfolio.initiatives) == ROWS)
    records = [record for _, record in in_order(person.portfolio.initiatives)]
    for number, record in enumerate(records, start=1):
        assert record.name == f"Idea {number}"
        assert record.owner == f"Müller {number}"
        assert record.benefit.amount.likely == number + 0.25
        assert record.benefit.probability == pytest.approx((40 + number) / 100)
    assert records[9].notes == 'two\nlines, and a "quote"'
    person.waits_for_the_answer()
    hands.presses("ctrl+z")
    person.waits_for(lambda: person.portfolio == before)
    assert not person.context.document.undo_stack.canUndo()
