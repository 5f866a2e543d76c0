"""One initiative on a ballot: what it is, and every criterion with the current one opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from portfolio.model import Initiative
from portfolio.model.text import quoted, visible
from portfolio.report.ballot_view import Cell, facts_line
from ui.pages.ballot_editor import BallotEditor
from ui.theme import SPACE
from ui.theme.tooltip import plain_tooltip
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.emptying import empty
from ui.widgets.page_scroll import PageScroll
from ui.widgets.unbroken import unbroken

MARKS: Final = {"open": "○", "rated": "✓", "left out": "–"}
_NAME_LETTERS = 16
_LONGEST, _LONGEST_GOAL, _LONGEST_WORD = 160, 2_000, 40


class CriterionHead(QWidget):
    """A criterion on one line: its mark and name, and what was said."""

    #: it was chosen
    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.button = QToolButton()
        self._said = ElidedLabel()
        self.button.setProperty("role", "light")
        self.button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._said.setProperty("role", "muted")
        self.button.clicked.connect(self.chosen)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(SPACE)
        across.addWidget(self.button)
        across.addWidget(self._said, 1)

    def show_cell(self, cell: Cell, *, opened: bool) -> None:
        """Show one criterion; while it is opened the rest is told below."""
        name = visible(" ".join(cell.name.split())) or "(no name)"
        short = quoted(cell.name)[1:-1] if cell.name.strip() else name
        self.button.setText(f"{MARKS[cell.state]}  {short}".replace("&", "&&"))
        self.button.setToolTip(plain_tooltip(name) if len(short) < len(name) else "")
        self.button.setAccessibleName(f"{name}: {visible(cell.said)}")
        self.button.setCheckable(True)
        self.button.setChecked(opened)
        self._said.show_text(cell.said)


class BallotCard(QWidget):
    """Head and criteria of one initiative; long ones scroll."""

    #: a criterion was chosen; payload: its id
    criterion_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._keys: tuple[str, ...] = ()
        self._heads: dict[str, CriterionHead] = {}
        self._current = ""
        self._keyboard_wanted = False
        self._place = ""
        self._called = ""
        self._where = ElidedLabel()
        self._name = QLabel()
        self._facts = QLabel()
        self._goal = QLabel()
        self._scroll = PageScroll()
        self._criteria = QVBoxLayout()
        self.editor = BallotEditor()
        self._lay_out()

    def show_initiative(self, record: Initiative, where: str) -> None:
        """Show what an initiative is; ``where`` says its place on the ballot."""
        self._place, self._called = where, record.name.strip() or "(no name)"
        self._show_where()
        for label, text in (
            (self._name, record.name or "(no name)"),
            (self._facts, facts_line(record)),
            (self._goal, record.goal),
        ):
            most = _LONGEST_GOAL if label is self._goal else _LONGEST
            short = text if len(text) <= most else f"{text[:most].rstrip()}…"
            label.setText(unbroken(visible(short)))
            # A word that is wider than the card is cut.
            whole = short == text and max(map(len, text.split()), default=0) <= _LONGEST_WORD
            label.setToolTip("" if whole else plain_tooltip(text))
            label.setVisible(bool(text.strip()))

    def _show_where(self) -> None:
        """Say which initiative it is even where its name has been scrolled away."""
        bar = self._scroll.verticalScrollBar()
        named = bar.value() > self._name.height()
        self._where.show_text(f"{self._place} · {self._called}" if named else self._place)

    def show_cells(self, cells: Sequence[Cell], current: str, *, closed: bool) -> None:
        """Show every criterion, and open one."""
        self._current = current
        keys = tuple(cell.key for cell in cells)
        if keys != self._keys:
            self._build(keys)
        for place, cell in enumerate(cells):
            opened = cell.key == current
            self._heads[cell.key].show_cell(cell, opened=opened)
            if opened:
                self.editor.show_cell(cell, closed=closed)
                self._open_at(place + 1)
        self.editor.setVisible(current in keys)
        if self._keyboard_wanted:
            self.take_keyboard()

    def show_place(self, *, from_top: bool) -> None:
        """Scroll to the opened criterion once it has its place.

        What has to be seen most comes last: all of it, its name, its anchors.
        """

        def scroll() -> None:
            area, scale = self._scroll, self.editor.scale
            if not area.isAncestorOf(scale):
                return
            if from_top:
                area.verticalScrollBar().setValue(0)
            else:
                area.ensureWidgetVisible(self.editor, 0, SPACE)
            if self._current in self._heads:
                area.ensureWidgetVisible(self._heads[self._current], 0, SPACE)
            area.ensureWidgetVisible(scale, 0, SPACE)
            above = -scale.mapTo(area.viewport(), QPoint()).y()
            if above > 0:
                # It is higher than there is room: from its beginning on.
                area.verticalScrollBar().setValue(area.verticalScrollBar().value() - above)

        QTimer.singleShot(0, self, scroll)

    def take_keyboard(self) -> None:
        """Put the keyboard on the scale once there is one and everything is in place."""
        self._keyboard_wanted = not self._keys
        if self._keys:
            QTimer.singleShot(0, self, self.editor.scale.setFocus)

    def _open_at(self, place: int) -> None:
        if self._criteria.indexOf(self.editor) != place:
            self._criteria.removeWidget(self.editor)
            self._criteria.insertWidget(place, self.editor)

    def _build(self, keys: tuple[str, ...]) -> None:
        self._criteria.removeWidget(self.editor)
        empty(self._criteria)
        self._keys, self._heads = keys, {}
        for key in keys:
            head = CriterionHead()
            head.chosen.connect(lambda key=key: self.criterion_chosen.emit(key))
            self._heads[key] = head
            self._criteria.addWidget(head)

    def _lay_out(self) -> None:
        self._where.setProperty("role", "muted")
        roles = {self._name: "title", self._facts: "muted", self._goal: "large"}
        for label, role in roles.items():
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setProperty("role", role)
            # One word of 300 letters is cut, and does not widen the window.
            label.setMinimumWidth(self.fontMetrics().averageCharWidth() * _NAME_LETTERS)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._criteria.setSpacing(SPACE // 2)
        inside = self._scroll.content
        inside.setContentsMargins(0, 0, SPACE, 0)
        inside.setSpacing(SPACE)
        for label in roles:
            inside.addWidget(label)
        inside.addLayout(self._criteria)
        inside.addStretch(1)
        self._scroll.verticalScrollBar().valueChanged.connect(lambda _value: self._show_where())
        # Words find their lines late, and the window may become smaller.
        self._scroll.verticalScrollBar().rangeChanged.connect(
            lambda _low, _high: self.show_place(from_top=False)
        )
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(self._where)
        down.addWidget(self._scroll, 1)
