"""A person at the keyboard and the mouse: finds things by what they are called."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ui.pages.page import Page

PAGES = (
    "Overview",
    "Initiatives",
    "Capacity",
    "Criteria",
    "Ranking",
    "Funding",
    "Frontier",
    "Price of rules",
    "Scenarios",
)

_HANDLE = 8


class Person:
    """Works on one window with real events."""

    def __init__(self, qtbot, window, context):
        self.qtbot = qtbot
        self.window = window
        self.context = context

    def sees(self, name, kind=QWidget):
        """Wait for the widget with this accessible name or text, and return it."""
        found = []

        def look():
            found[:] = [
                widget
                for widget in self.window.findChildren(kind)
                if widget.isVisible() and name in (widget.accessibleName(), _text(widget))
            ]
            assert found, f"nothing called “{name}” is to be seen"

        self.waits_for(look)
        return found[0]

    def turns_to(self, name, kind=QWidget):
        """Put the keyboard on a widget."""
        widget = self.sees(name, kind)
        widget.setFocus()
        self.waits_for(widget.hasFocus)
        return widget

    def clicks(self, name, kind=QAbstractButton):
        self.qtbot.mouseClick(self.sees(name, kind), Qt.MouseButton.LeftButton)

    def clicks_at(self, widget, x, y):
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(x, y))

    def drags(self, slider, fraction):
        """Drag the handle of a slider to a share of its length, in small moves."""
        place = slider.height() // 2
        at = round(slider.width() * slider.value() / slider.maximum())
        end = round(slider.width() * fraction)
        start = min(max(at, _HANDLE), slider.width() - _HANDLE)
        QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(start, place))
        step = 3 if end > start else -3
        for x in range(start, end, step):
            QTest.mouseMove(slider, QPoint(x, place))
        QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(end, place))

    def presses(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        """Press a key where the focus is, as the keyboard would."""
        target = QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, modifier)

    def types(self, text):
        for letter in text:
            target = QApplication.focusWidget() or self.window
            QTest.keyClicks(target, letter)

    def goes_to(self, number):
        """Open a page by its shortcut."""
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            self.qtbot.waitUntil(self.window.isActiveWindow)
        self.presses(getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier)
        self.waits_for(lambda: self.shows(PAGES[number - 1]))

    def shows(self, title):
        """Whether this page, and no other, is to be seen."""
        pages = [page for page in self.window.findChildren(Page) if page.isVisible()]
        return [page.accessibleName() for page in pages] == [title]

    def waits_for(self, condition, seconds=20):
        self.qtbot.waitUntil(condition, timeout=seconds * 1000)

    def waits_for_the_answer(self):
        """Until the full analysis of what is on the screen is there."""
        analyst = self.context.analyst
        self.waits_for(
            lambda: (
                analyst.results is not None
                and not analyst.working
                and analyst.results.revision == self.context.document.revision
                and not analyst.results.stale
            ),
            seconds=40,
        )

    @property
    def portfolio(self):
        return self.context.document.portfolio

    @property
    def plan(self):
        return self.context.analyst.results.plan


def _text(widget):
    read = getattr(widget, "text", None)
    return read() if callable(read) else None
