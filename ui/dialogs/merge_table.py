"""The table of a merge: arrows move, one key takes a side, a mark shows which one."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.dialogs.merge_choices import Side
from ui.dialogs.merge_model import BEFORE, FIELD, MINE, STATE, THEIRS, MergeModel
from ui.overrides import guarded
from ui.theme import RADIUS, SPACE, Theme, Tokens

Index = QModelIndex | QPersistentModelIndex

_SIDES: Final[dict[int, Side]] = {MINE: "mine", THEIRS: "theirs"}
_KEYS: Final[dict[int, Side]] = {
    int(Qt.Key.Key_M): "mine",
    int(Qt.Key.Key_Left): "mine",
    int(Qt.Key.Key_T): "theirs",
    int(Qt.Key.Key_Right): "theirs",
}
_Move: Final = QAbstractItemView.CursorAction
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NONE: Final = Qt.KeyboardModifier.NoModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier
_SELECTED: Final = QStyle.StateFlag.State_Selected
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_STATE_LETTERS: Final = 16
_SHARES: Final = {FIELD: 3, BEFORE: 3, MINE: 4, THEIRS: 4}
_LEAST_ROWS: Final = 5


class MergeTable(QTableView):
    """A row for each value that both sides changed.

    Up and Down move, M or Left takes mine, T or Right theirs, with Shift for all.
    """

    #: a line was chosen for, seen, or another one is current
    choices_changed = Signal()
    #: Enter: what is chosen is to be applied
    apply_requested = Signal()

    def __init__(self, model: MergeModel, theme: Theme) -> None:
        super().__init__()
        self.merge = model
        self._theme = theme
        self.setModel(model)
        self.setItemDelegate(_Sides(self, theme))
        self.setAccessibleName("Values that both changed")
        self._set_up()
        self._span_headings()
        theme.theme_changed.connect(self._fit_rows)
        self.clicked.connect(self._take_clicked)
        self._fit_rows()

    def line(self) -> int | None:
        """Return the line of the current row."""
        return self.merge.line_of(self.currentIndex().row())

    def start(self) -> None:
        """Go to the first value."""
        self.setCurrentIndex(self._first_or_last(last=False))
        self.scrollToTop()

    def take(self, side: Side) -> None:
        """Take one side for the current value."""
        self.merge.choose(self.currentIndex().row(), side)
        self.choices_changed.emit()

    def take_all(self, side: Side) -> None:
        """Take one side for all values."""
        self.merge.choose_all(side)
        self.choices_changed.emit()

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        side, modifiers = _KEYS.get(event.key()), event.modifiers() & ~_KEYPAD
        if side is not None and modifiers == _NONE:
            self.take(side)
        elif side is not None and modifiers == _SHIFT:
            self.take_all(side)
        elif event.key() in _ENTER and modifiers == _NONE:
            self.apply_requested.emit()
        else:
            super().keyPressEvent(event)

    @guarded
    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        if action in (_Move.MoveHome, _Move.MoveEnd):
            return self._first_or_last(last=action == _Move.MoveEnd)
        found = super().moveCursor(action, modifiers)
        if self.merge.line_of(found.row()) is not None:
            return found
        # A page may end on a heading: its first value is the next row.
        return self.merge.index(found.row() + 1, FIELD)

    @guarded
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.merge.look(current.row())
        self.choices_changed.emit()

    @guarded
    def resizeEvent(self, event: Any) -> None:  # noqa: ANN401 - handed on as it is
        super().resizeEvent(event)
        state = self.fontMetrics().averageCharWidth() * _STATE_LETTERS
        room = max(0, self.viewport().width() - state)
        for column, share in _SHARES.items():
            self.setColumnWidth(column, room * share // sum(_SHARES.values()))
        self.setColumnWidth(STATE, state)

    def _first_or_last(self, *, last: bool) -> QModelIndex:
        rows = range(self.merge.rowCount())
        row = next(
            (n for n in (reversed(rows) if last else rows) if self.merge.line_of(n) is not None), -1
        )
        return self.merge.index(row, FIELD)

    def _take_clicked(self, index: QModelIndex) -> None:
        side = _SIDES.get(index.column())
        if side is not None:
            self.take(side)

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)

    def _span_headings(self) -> None:
        for row in self.merge.headings():
            self.setSpan(row, FIELD, 1, STATE + 1)

    def _fit_rows(self) -> None:
        height = self.fontMetrics().height() + SPACE + SPACE // 2
        self.verticalHeader().setDefaultSectionSize(height)
        self.setMinimumHeight(height * (_LEAST_ROWS + 1))
        self.viewport().update()


class _Sides(QStyledItemDelegate):
    """Paints headings, and both sides with a mark on the one that is taken."""

    def __init__(self, table: MergeTable, theme: Theme) -> None:
        super().__init__(table)
        self._merge = table.merge
        self._theme = theme

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens, line = self._theme.tokens, self._merge.line_of(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line is None:
            _paint_heading(painter, option, index, tokens)
        else:
            self._paint_value(painter, option, index, line)
        painter.restore()

    def _paint_value(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, line: int
    ) -> None:
        tokens, choices = self._theme.tokens, self._merge.choices
        if option.state & _SELECTED:
            painter.fillRect(option.rect, QColor(tokens.selection))
        side, looked = _SIDES.get(index.column()), choices.looked_at(line)
        inside = option.rect.adjusted(SPACE, 0, -SPACE // 2, 0)
        role = "text"
        if side is not None:
            taken = side == choices.side(line)
            role = "text" if taken else "muted"
            if taken:
                _paint_tile(painter, option.rect, tokens, looked=looked)
            _paint_mark(painter, inside, tokens, taken=taken, looked=looked)
            inside = inside.adjusted(inside.height() // 2 + SPACE, 0, 0, 0)
        elif index.column() == BEFORE:
            role = "muted"
        elif index.column() == STATE:
            role = "muted" if looked else "warning"
        _write(painter, inside, str(index.data()), getattr(tokens, role))


def _paint_heading(
    painter: QPainter, option: QStyleOptionViewItem, index: Index, tokens: Tokens
) -> None:
    painter.fillRect(option.rect, QColor(tokens.window))
    font = painter.font()
    font.setBold(True)
    painter.setFont(font)
    inside = option.rect.adjusted(SPACE, 0, -SPACE, 0)
    _write(painter, inside, str(index.data() or ""), tokens.text)


def _paint_tile(painter: QPainter, rect: QRect, tokens: Tokens, *, looked: bool) -> None:
    """Paint behind the side that is taken: a framed tile until it was looked at."""
    tile = QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5)
    fill = tokens.accent_soft if looked else tokens.warning_soft
    painter.setBrush(QColor(fill))
    pen = QPen(QColor(tokens.accent if looked else tokens.warning))
    if not looked:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.drawRoundedRect(tile, RADIUS - 2, RADIUS - 2)


def _paint_mark(
    painter: QPainter, inside: QRect, tokens: Tokens, *, taken: bool, looked: bool
) -> None:
    """Paint a ring, filled where the side is taken and somebody has looked."""
    radius = inside.height() // 5
    center = QPoint(inside.left() + radius, inside.center().y() + 1)
    color = tokens.strong_border
    if taken:
        color = tokens.accent if looked else tokens.warning
    painter.setPen(QPen(QColor(color), 2 if taken else 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(center, radius, radius)
    if taken and looked:
        painter.setBrush(QColor(color))
        painter.drawEllipse(center, radius // 2, radius // 2)


def _write(painter: QPainter, inside: QRect, text: str, color: str) -> None:
    """Write a text in a color, cut with an ellipsis where it is too long."""
    elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
    painter.setPen(QColor(color))
    painter.drawText(inside, _MIDDLE, elided)
