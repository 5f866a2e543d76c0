"""Everything is deleted while a control of a page is held, and then the control is let go."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QSlider,
    QWidget,
)
from shiboken6 import isValid

from portfolio.edit import set_level
from portfolio.model import FundingLevel, Portfolio
from tests.ui.pages.scenes import open_page, sample
from ui.pages import PAGES
from ui.pages.gone import anything_gone
from ui.tables import TableView

_LEFT = Qt.MouseButton.LeftButton
_KINDS = (
    QAbstractButton,
    QLineEdit,
    QPlainTextEdit,
    QComboBox,
    QSlider,
    QListWidget,
    TableView,
)


#: What the screen that is none cannot do, and a key that reaches the field of a cell that
#: the table has let go of: Qt takes no notice of it.
pytestmark = pytest.mark.qt_log_ignore(
    "^This plugin does not support",
    "editor that does not belong to this view$",
    extend=True,
)


@pytest.fixture
def person(context, messages):
    """Somebody who backs out of whatever is asked."""
    messages.ask = lambda question: question.answers[-1]
    messages.ask_text = lambda _title, _label, text="": text or "For a reason"
    messages.open_path = messages.save_path = lambda *_args: None
    context.document.replace(sample("tutorial_8"), None)
    return messages


def emptied(portfolio):
    return Portfolio(portfolio.id, title=portfolio.title, settings=portfolio.settings)


def controls(page):
    """Return a way to find each control again: its place among all that can be used."""
    return [w for w in page.findChildren(QWidget) if isinstance(w, _KINDS) and usable(w)]


def usable(widget):
    return widget.isVisible() and widget.isEnabled() and widget.width() > 0


def hold(widget):
    """Begin to use a control, as far as a person can before letting go."""
    if isinstance(widget, TableView):
        hold_cell(widget)
    elif isinstance(widget, QListWidget):
        widget.setCurrentRow(0)
    elif isinstance(widget, QLineEdit | QPlainTextEdit):
        widget.setFocus()
        QTest.keyClicks(widget, "7")
    elif not isinstance(widget, QComboBox):
        QTest.mousePress(widget, _LEFT, pos=middle(widget))
    widget.setFocus()


def hold_cell(view):
    if view.editing:
        return
    for column in range(view.table.columnCount()):
        at = view.table.index(0, column)
        if at.flags() & Qt.ItemFlag.ItemIsEditable and not view.isColumnHidden(column):
            view.setCurrentIndex(at)
            view.edit(at)
            return


def let_go(widget):
    """End what was begun, by mouse and by keyboard."""
    if not isValid(widget):
        return
    if isinstance(widget, QListWidget) and widget.count():
        item = widget.item(0)
        item.setCheckState(Qt.CheckState.Unchecked)
        widget.setCurrentRow(widget.count() - 1)
    elif isinstance(widget, QComboBox) and widget.isEnabled():
        for index in range(widget.count()):
            widget.setCurrentIndex(index)
            widget.activated.emit(index)
    elif not isinstance(widget, QLineEdit | QPlainTextEdit | TableView):
        QTest.mouseRelease(widget, _LEFT, pos=middle(widget))
        QTest.mouseClick(widget, _LEFT, pos=middle(widget))
    if isValid(widget) and widget.isVisible():
        target = QApplication.focusWidget() or widget
        for key in (Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Delete):
            if isValid(target):
                QTest.keyClick(target, key)
    if isValid(widget):
        widget.clearFocus()
    close_popups()


def close_popups():
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


def middle(widget):
    return QPoint(widget.width() // 2, widget.height() // 2)


def settled(context):
    return context.analyst.results.portfolio == context.document.portfolio


def walk(context, page, number, *, answered):
    """Hold one control, delete everything, let go of it, and bring everything back."""
    widget = controls(page)[number]
    document, analyst = context.document, context.analyst
    before, at = document.portfolio, document.undo_stack.index()
    hold(widget)
    publish = analyst._publish
    if not answered:
        analyst._publish = lambda _results: None
    document.apply("Delete everything", emptied(document.portfolio))
    let_go(widget)
    analyst._publish = publish
    while document.undo_stack.index() > at:
        document.undo_stack.undo()
    if document.portfolio == before:
        analyst.analyze_again()
    assert settled(context)


@pytest.mark.parametrize("answered", [True, False])
@pytest.mark.parametrize("name", [spec.name for spec in PAGES])
def test_nothing_acts_on_what_is_gone(qtbot, person, analyzed, name, answered):
    key = next(iter(analyzed.document.portfolio.initiatives))
    analyzed.selection.select(key)
    page = open_page(qtbot, analyzed, name)
    number = 0
    while number < len(controls(page)):
        walk(analyzed, page, number, answered=answered)
        number += 1
    assert number, "the page has no control to hold"
    assert person.bugs == []
    assert person.errors == []


def test_a_page_rests_until_what_was_deleted_is_off_the_screen(qtbot, person, analyzed):
    page = open_page(qtbot, analyzed, "criteria")
    publish, analyzed.analyst._publish = analyzed.analyst._publish, lambda _results: None
    analyzed.document.apply("Delete", emptied(analyzed.document.portfolio))
    assert controls(page) == []
    analyzed.document.undo_stack.undo()
    assert controls(page) != []
    analyzed.document.undo_stack.redo()
    analyzed.analyst._publish = publish
    analyzed.analyst.analyze_again()
    assert controls(page) != []


def test_what_is_gone_is_found_by_kind():
    portfolio = sample("northlight_ai_lab")
    assert not anything_gone(portfolio, portfolio)
    assert not anything_gone(emptied(portfolio), portfolio)
    for name in ("initiatives", "resources", "periods", "criteria", "raters", "rules"):
        records = getattr(portfolio, name)
        fewer = replace(portfolio, **{name: records.without(next(iter(records)))})
        assert anything_gone(portfolio, fewer), name
    key = next(iter(portfolio.initiatives))
    sized = set_level(portfolio, key, "l1", FundingLevel("Pilot", "a", 0.25, 0.25))
    assert not anything_gone(portfolio, sized)
    assert anything_gone(sized, portfolio)
