"""The dialog that freezes a plan, and the one that checks a fingerprint."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from portfolio.errors import PortfolioError
from portfolio.files.journal import head_fingerprint, recorded, since
from portfolio.model import Entry
from tests.portfolio.small import sound
from ui.dialogs.fingerprint_check import FingerprintCheck
from ui.dialogs.freeze_plan import FreezePlan

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TEXTS = (("9 funded.",), ("<b>2</b> are undecided.",), "The promise.")


def noted(portfolio, what, who):
    return recorded(portfolio, Entry(NOW, "note", what, who=who))


def shown(qtbot, dialog):
    qtbot.addWidget(dialog)
    # Without a parent, so that nothing deletes it before the test has looked.
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


@pytest.fixture
def freezing(qtbot, context):
    return shown(qtbot, FreezePlan("Board", TEXTS))


def texts(dialog):
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def test_enter_freezes_with_title_and_note(qtbot, freezing):
    freezing.note.setPlainText("As agreed.")
    with qtbot.waitSignal(freezing.freeze_requested) as asked:
        qtbot.keyClick(freezing.title, Qt.Key.Key_Return)
    assert asked.args == ["Board", "As agreed."]
    assert not freezing.freeze.isEnabled()


def test_what_to_know_is_said_as_plain_text(freezing):
    assert {"9 funded.", "<b>2</b> are undecided."} <= set(texts(freezing))
    formats = {label.textFormat() for label in freezing.findChildren(QLabel)}
    assert formats == {Qt.TextFormat.PlainText}


def test_a_refusal_is_said_and_one_can_try_again(freezing):
    freezing.freeze.click()
    freezing.show_problem(PortfolioError("It needs a title.", remedy="Enter one."))
    assert "It needs a title. Enter one." in texts(freezing)
    assert freezing.freeze.isEnabled()


def test_the_fingerprint_is_shown_with_the_promise_and_copied(freezing):
    freezing.show_frozen("ab" * 32)
    assert "The promise." in texts(freezing)
    freezing.copy.click()
    assert QGuiApplication.clipboard().text() == "ab" * 32
    assert freezing.copy.text() == "Copied"


def test_an_answer_after_the_end_is_dropped(freezing):
    freezing.reject()
    freezing.show_frozen("ab" * 32)
    freezing.show_problem(PortfolioError("Too late."))
    assert freezing.fingerprint.text() == ""
    assert freezing.problem.text() == ""


def test_every_warning_can_be_read(qtbot):
    warnings = [f"{number}. {'A decision disagrees with the plan. ' * 8}" for number in range(4)]
    dialog = shown(qtbot, FreezePlan("Board", (("9 funded.",), warnings, "The promise.")))
    for label in dialog.findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width())


def checking(qtbot, portfolio):
    """The dialog, answered at once."""
    dialog = shown(qtbot, FingerprintCheck())

    def answer(text):
        try:
            dialog.show_found(since(portfolio, text))
        except PortfolioError as error:
            dialog.show_problem(error)

    dialog.check_requested.connect(answer)
    return dialog


def test_an_answer_after_the_check_was_closed_is_dropped(qtbot):
    dialog = shown(qtbot, FingerprintCheck())
    dialog.check.click()
    assert not dialog.check.isEnabled()
    dialog.reject()
    dialog.show_problem(PortfolioError("Too late."))
    assert dialog.answer.text() == "Checking the log…"


def test_a_fingerprint_tells_what_came_since(qtbot, context):
    before = noted(sound(), "Began.", "Ada")
    dialog = checking(qtbot, noted(before, "<i>Ended.</i>", "Bo"))
    dialog.field.setText(head_fingerprint(before)[:16].upper())
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert "unchanged; 1 entry came since" in dialog.answer.text()
    assert dialog.entries.toPlainText() == "2. 23 Nov 2026, 09:00 UTC, Bo: <i>Ended.</i>"
    dialog.copy.click()
    assert QGuiApplication.clipboard().text().endswith("<i>Ended.</i>")


@pytest.mark.parametrize(
    ("typed", "words"), [("abc", "fingerprint"), ("0" * 64, "is not part of the log")]
)
def test_what_is_no_fingerprint_of_this_log_is_said(qtbot, context, typed, words):
    dialog = checking(qtbot, noted(sound(), "Began.", "Ada"))
    dialog.field.setText(typed)
    dialog.check.click()
    assert words in dialog.answer.text()
    assert dialog.answer.property("role") == "error"
