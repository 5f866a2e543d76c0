"""Notices that wait for a decision: one is shown, the others come after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from ui.widgets.notice_bar import NoticeBar

Answers = Mapping[str, Callable[[], None]]


class Standing(QObject):
    """A queue before the bar; a later notice about the same thing replaces the earlier one."""

    def __init__(self, bar: NoticeBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._notices: dict[str, tuple[str, Answers]] = {}
        bar.answer_chosen.connect(self._answer)
        bar.dismissed.connect(self._go_on)

    def show(self, about: str, text: str, answers: Answers) -> None:
        """Show a notice, or let it wait for the one that is shown.

        Args:
            about: what it is about, to tell it from others.
            text: a sentence.
            answers: labels, and what each of them does.
        """
        first = self._first()
        self._notices[about] = (text, answers)
        if first in (None, about):
            self._show()

    def withdraw(self, about: str) -> None:
        """Take a notice back: it has settled itself."""
        first = self._first()
        if self._notices.pop(about, None) is not None and first == about:
            self._show()

    def clear(self) -> None:
        """Take all notices back: they were about another document."""
        self._notices.clear()
        self._bar.clear()

    def _first(self) -> str | None:
        return next(iter(self._notices), None)

    def _show(self) -> None:
        first = self._first()
        if first is None:
            self._bar.clear()
        else:
            text, answers = self._notices[first]
            self._bar.show_notice(text, tuple(answers))

    def _answer(self, label: str) -> None:
        _text, answers = self._notices[self._first() or ""]
        self._go_on()
        answers[label]()

    def _go_on(self) -> None:
        first = self._first()
        if first is not None:
            del self._notices[first]
        self._show()
