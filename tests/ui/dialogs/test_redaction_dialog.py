"""The dialog of a redacted copy: choices out, a preview in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from portfolio.edit import set_initiative
from portfolio.edit.redacted import redacted
from tests.ui.conftest import small_portfolio
from ui.dialogs.redaction_dialog import RedactionDialog

NOW = datetime(2027, 3, 1, tzinfo=UTC)


@pytest.fixture
def dialog(qtbot, context):
    dialog = RedactionDialog(context.theme)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def owned():
    portfolio = small_portfolio()
    return set_initiative(portfolio, "i0", owner="Gwen Ode", goal="Gwen saves $4M")


def cells(dialog):
    grid = dialog._table.table
    return [
        [grid.index(row, column).data() for column in range(grid.columnCount())]
        for row in range(grid.rowCount())
    ]


def choose(dialog, *parts):
    for part in parts:
        dialog._switches[part].setChecked(True)


def test_nothing_can_be_saved_before_something_was_chosen(dialog):
    assert not dialog._save.isEnabled()
    assert dialog._said.text() == "Choose what has to go."


def test_what_goes_is_asked_for_and_shown_with_every_stand_in(qtbot, dialog):
    with qtbot.waitSignal(dialog.parts_changed) as asked:
        choose(dialog, "people")
    assert asked.args == [("people",)]
    assert not dialog._save.isEnabled()
    dialog.show_redaction(redacted(owned(), ("people",), now=NOW))
    assert dialog._save.isEnabled()
    shown = cells(dialog)
    assert ["Names of people and bodies", "2", "“Gwen Ode” → Person 1 · “Ada” → Rater 1"] in shown
    assert ["Name in a text", "1", "“Gwen” → Person 1"] in shown
    assert ["Stand-in", "", "“Gwen Ode” → Person 1"] in shown
    assert dialog._said.text() == "A copy without people."


def test_a_preview_of_another_choice_is_passed_over(dialog):
    choose(dialog, "people", "money")
    dialog.show_redaction(redacted(owned(), ("people",), now=NOW))
    assert cells(dialog) == []
    assert not dialog._save.isEnabled()


def test_choosing_nothing_again_empties_the_preview(dialog):
    choose(dialog, "money")
    dialog.show_redaction(redacted(owned(), ("money",), now=NOW))
    assert cells(dialog)
    dialog._switches["money"].setChecked(False)
    assert cells(dialog) == []
    assert not dialog._save.isEnabled()


def test_the_copy_is_asked_for_as_chosen(qtbot, dialog):
    choose(dialog, "comments", "people")
    dialog.show_redaction(redacted(owned(), ("people", "comments"), now=NOW))
    with qtbot.waitSignal(dialog.copy_requested) as asked:
        dialog._save.click()
    assert asked.args == [("people", "comments")]


def test_every_control_says_what_it_is(dialog):
    for part, switch in dialog._switches.items():
        assert part in switch.text()
        assert switch.accessibleDescription()
    assert dialog._table.accessibleName()


def test_every_word_can_be_read_with_large_type(qtbot, context):
    context.theme.apply("light", 1.4)
    dialog = RedactionDialog(context.theme)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.width() <= dialog.screen().availableSize().width()
    words = [label for label in dialog.findChildren(QLabel) if label.wordWrap()]
    assert len(words) > 3
    for label in words:
        assert label.height() >= label.heightForWidth(label.width())
