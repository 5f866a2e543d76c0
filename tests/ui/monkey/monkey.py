"""Random clicks, keys and drags on every page, and what must be true after each five hundred.

Each seed is one stream of dice, so that what went wrong can be seen again.
"""

from __future__ import annotations

import time
from contextlib import suppress

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget
from shiboken6 import isValid

from portfolio.files import dumps, load, loads, save
from portfolio.files.sorted_sets import with_sorted_sets
from portfolio.model import problems
from tests.ui.conftest import ScriptedMessages
from ui.actions import ACTIONS
from ui.messages import Answer
from ui.pages import PAGES

EVENTS_BETWEEN_CHECKS = 500
_EVENTS_ON_A_LIST = 40
_STEPS_OF_A_DRAG = 5
_NONE, _CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_LEFT, _RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
_TEXT = "aZ09.,-%=<>&$' "
#: What no key of the test kit types comes from the clipboard.
_PASTED = ("1,5\t2\r\n3", "é漢\u202e<b>", "=1+1\t$x$\n" * 3, "x" * 300, "")
_KEYS = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_F2),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home),
    *(Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Delete),
    *(Qt.Key.Key_Backspace, Qt.Key.Key_Space, Qt.Key.Key_F6),
)
#: What opens another document, leaves the app, or asks the disk is done by the checks.
_LEFT_OUT = ("file.", "help.palette", "view.larger", "view.smaller")
_SAFE = tuple(
    action
    for action in ACTIONS
    if not action.id.startswith(_LEFT_OUT) or action.id == "file.redact"
)


class CarelessMessages(ScriptedMessages):
    """Somebody who answers anything, but names no file."""

    def __init__(self, dice):
        super().__init__()
        self._dice = dice

    def ask(self, question):
        return self._dice.choice(list(question.answers))

    def ask_text(self, title, label, text=""):
        return self._dice.choice([None, "", "For a reason", "<b>$x$</b> \u202e"])

    def ask_text_and(self, title, label, offers):
        chosen = tuple(self._dice.randrange(len(offer.entries)) for offer in offers)
        return self._dice.choice([None, Answer("", chosen), Answer("For a reason", chosen)])

    def open_path(self, title, patterns, folder=None):
        return None

    def open_paths(self, title, patterns, folder=None):
        return ()

    def folder_path(self, title, folder=None):
        return None

    def save_path(self, title, patterns, suggestion=None):
        return None


class Monkey:
    """Works on one window with one stream of dice."""

    def __init__(self, window, context, dice, folder):
        self.window = window
        self.context = context
        #: seconds of work of the window's thread (a busy machine does not count), what was done,
        #: and seconds by the clock
        self.longest = (0.0, "", 0.0)
        #: what came of each gesture so far: its name, and the last step of undo
        self.trail = []
        self._dice = dice
        self._folder = folder
        self._start = context.document.portfolio
        self._widgets = []
        context.document.document_replaced.connect(self._start_anew)

    def play(self, events):
        """Do so many things, and check after each five hundred; fails where a check does."""
        for number in range(events):
            if number % _EVENTS_ON_A_LIST == 0:
                self._look_around(number)
            began, by_clock = time.thread_time(), time.perf_counter()
            gesture = self._dice.choice(self._gestures())
            at = ""
            with suppress(RuntimeError):
                # The widget may have gone since the last look around.
                at = gesture() or ""
                self._see_it_through()
            took, waited = time.thread_time() - began, time.perf_counter() - by_clock
            self.longest = max(self.longest, (took, f"{gesture.__name__} {at}", waited))
            self.trail.append((gesture.__name__, self.context.document.undo_stack.undoText()))
            if number % EVENTS_BETWEEN_CHECKS == EVENTS_BETWEEN_CHECKS - 1:
                self.check()
        self.check()

    def _see_it_through(self):
        """Let happen what a gesture has set going; here it happens when it does."""

    def check(self):
        """Undo everything, redo everything, save, load: nothing may be lost or wrong."""
        self._close_popups()
        document, stack = self.context.document, self.context.document.undo_stack
        before, at = document.portfolio, stack.index()
        # In a file the members of a set are sorted.
        assert loads(dumps(before)) == with_sorted_sets(before)
        problems(before)
        while stack.canUndo():
            stack.undo()
        assert document.portfolio == self._start, "undo does not reach the start"
        while stack.index() < at:
            stack.redo()
        assert document.portfolio == before, "redo does not come back"
        path = self._folder / "monkey.portfolio"
        path.unlink(missing_ok=True)
        save(path, before, expected_sha256=None)
        assert load(path).portfolio == with_sorted_sets(before)
        assert self.context.messages.bugs == []
        assert self.window.isVisible()

    def _start_anew(self):
        self._start = self.context.document.portfolio

    def _gestures(self):
        click, key = [self._click] * 4, [self._key] * 3
        rest = [self._drag, self._act, self._wheel, self._copy_elsewhere]
        return [*click, *key, self._write, self._write, *rest]

    def _look_around(self, number):
        if number % (5 * _EVENTS_ON_A_LIST) == 0:
            self._close_popups()
            page = self._dice.choice(PAGES)
            self.context.requests.page_requested.emit(page.name)
            self._let_time_pass()
        root = self._top()
        found = [root, *root.findChildren(QWidget)]
        self._widgets = [
            widget
            for widget in found
            if widget.isVisible() and not isinstance(widget, QMenuBar) and widget.width() > 0
        ]

    def _let_time_pass(self):
        """Let all that waits for a moment happen now, however fast this machine is."""
        waiting = [
            (timer, timer.interval())
            for timer in self.window.findChildren(QTimer)
            if timer.isSingleShot() and timer.isActive()
        ]
        for timer, _ in waiting:
            timer.setInterval(0)
        QApplication.processEvents()
        for timer, interval in waiting:
            if isValid(timer):
                timer.setInterval(interval)

    def _close_popups(self):
        for _ in range(20):
            top = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            if top is None:
                return
            QTest.keyClick(top, Qt.Key.Key_Escape)
            if isinstance(top, QMenu):
                top.close()
            QApplication.processEvents()
        top.close()

    def _top(self):
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.window

    def _widget(self):
        """Return one that a person could reach now: the test kit would reach the others as well."""
        top = self._top()
        found = [
            widget
            for widget in self._widgets
            if isValid(widget) and widget.isVisible() and widget.window() is top
        ]
        return self._dice.choice(found or [top])

    def _place(self, widget):
        x, y = self._dice.randrange(widget.width()), self._dice.randrange(max(1, widget.height()))
        return QPoint(x, y)

    def _focused(self):
        popup = QApplication.activePopupWidget()
        return popup or QApplication.focusWidget() or self.window

    def _click(self):
        widget = self._widget()
        button = self._dice.choice([_LEFT] * 7 + [_RIGHT])
        modifier = self._dice.choice([_NONE] * 6 + [_CONTROL, _SHIFT])
        click = self._dice.choice([QTest.mouseClick] * 4 + [QTest.mouseDClick])
        click(widget, button, modifier, self._place(widget))
        return type(widget).__name__

    def _key(self):
        key = self._dice.choice(_KEYS)
        target = self._focused()
        modifier = self._dice.choice([_NONE] * 5 + [_SHIFT, _CONTROL])
        if not (isinstance(target, QMenu) and key in (Qt.Key.Key_Return, Qt.Key.Key_Space)):
            QTest.keyClick(target, key, modifier)

    def _write(self):
        target = self._focused()
        if not isinstance(target, QMenu):
            QTest.keyClicks(target, "".join(self._dice.choices(_TEXT, k=3)))

    def _copy_elsewhere(self):
        QApplication.clipboard().setText(self._dice.choice(_PASTED))

    def _drag(self):
        widget = self._widget()
        QTest.mousePress(widget, _LEFT, _NONE, self._place(widget))
        for _ in range(_STEPS_OF_A_DRAG):
            self._move(widget, self._place(widget))
        QTest.mouseRelease(widget, _LEFT, _NONE, self._place(widget))

    def _move(self, widget, place):
        QTest.mouseMove(widget, place)

    def _wheel(self):
        turn = QPoint(0, self._dice.choice([120, -120]))
        QTest.wheelEvent(self.window.windowHandle(), self._place(self.window), turn)

    def _act(self):
        action = self._dice.choice(_SAFE)
        if action.enabled(self.context):
            self.context.requests.action_requested.emit(action.id)
        return action.id


class SteadyMonkey(Monkey):
    """For whom time does not count: what waits happens at set points, however busy the machine.

    Posted events are delivered after every gesture, timers run out at every look around. In
    between no event loop runs, so that none fires sooner on a slower machine.
    """

    def _see_it_through(self):
        QApplication.sendPostedEvents()

    def _look_around(self, number):
        self._let_time_pass()
        super()._look_around(number)

    def _move(self, widget, place):
        # The test kit moves the pointer of the screen, and runs the event loop to see it arrive.
        moved = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(place),
            QPointF(widget.mapToGlobal(place)),
            Qt.MouseButton.NoButton,
            _LEFT,
            _NONE,
        )
        QApplication.sendEvent(widget, moved)
