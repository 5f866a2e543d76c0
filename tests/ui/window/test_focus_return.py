"""What vanishes while it has the keyboard leaves it where it was before, not at the rail."""

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.widgets.notice_bar import NoticeBar
from ui.window.focus_return import FocusReturn
from ui.window.standing import Standing


@pytest.fixture
def parts(qtbot):
    """A window of a rail, a button that may vanish, and a page with a field."""
    window = QWidget()
    qtbot.addWidget(window)
    rail, bar, page = QWidget(), QWidget(), QWidget()
    for around, inside in ((rail, QPushButton("Overview")), (bar, QPushButton("Trash"))):
        QVBoxLayout(around).addWidget(inside)
    QVBoxLayout(page).addWidget(QLineEdit())
    column = QVBoxLayout(window)
    for part in (bar, rail, page):
        column.addWidget(part)
    FocusReturn(window, rail, page)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window, rail.findChild(QPushButton), bar.findChild(QPushButton), page


def settled(qtbot, window, widget):
    qtbot.waitUntil(lambda: window.focusWidget() is widget)
    qtbot.wait(1)
    assert window.focusWidget() is widget


@pytest.mark.parametrize(
    "vanish",
    [
        lambda button: button.hide(),
        lambda button: button.parentWidget().hide(),
        lambda button: button.setEnabled(False),
    ],
)
def test_the_keyboard_goes_back_to_where_it_was(qtbot, parts, vanish):
    window, _overview, button, page = parts
    field = page.findChild(QLineEdit)
    field.setFocus()
    button.setFocus()
    vanish(button)
    settled(qtbot, window, field)


def test_without_anything_before_it_goes_to_the_page(qtbot, parts):
    window, _overview, button, page = parts
    button.setFocus()
    button.hide()
    settled(qtbot, window, page)


def test_what_is_gone_as_well_is_passed_over(qtbot, parts):
    window, _overview, button, page = parts
    field = page.findChild(QLineEdit)
    second = QLineEdit()
    page.layout().addWidget(second)
    field.setFocus()
    second.setFocus()
    button.setFocus()
    second.hide()
    button.hide()
    settled(qtbot, window, field)


def test_whoever_goes_to_the_rail_stays_there(qtbot, parts):
    window, overview, button, page = parts
    page.findChild(QLineEdit).setFocus()
    button.setFocus()
    overview.setFocus()
    page.hide()
    button.hide()
    settled(qtbot, window, overview)


def test_an_answer_in_the_bar_leaves_the_keyboard_on_the_page(qtbot, window):
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    bar = window.findChild(NoticeBar)
    home = window.focusWidget()
    window.findChild(Standing).show("copies", "Merged and saved.", {"Leave it": lambda: None})
    answer = next(each for each in bar.findChildren(QPushButton) if each.isVisible())
    answer.setFocus()
    answer.click()
    settled(qtbot, window, home)
