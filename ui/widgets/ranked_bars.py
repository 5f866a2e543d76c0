"""A ranked list with bars, painted: it follows a slider without a stutter at any length."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip

from portfolio.model.text import visible
from portfolio.model.verdict_marks import GLYPHS, verdict_mark
from ui.overrides import guarded
from ui.theme import SPACE, Theme

Verdict = Literal["fund", "defer", "cut", ""]
_SPOKEN = {"fund": "Funded", "defer": "Deferred", "cut": "Cut"}
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTER = Qt.AlignmentFlag.AlignCenter
_LONGEST = 60
_LEAST_ROWS, _LEAST_LETTERS = 4, 36
_ROOMIEST = 1.6
_SCORE = "−888.88"
_ELIDE = Qt.TextElideMode.ElideRight
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 10,
    Qt.Key.Key_PageUp: -10,
    Qt.Key.Key_Home: -1_000_000,
    Qt.Key.Key_End: 1_000_000,
}


@dataclass(frozen=True, slots=True)
class BarRow:
    """One line of the list.

    Attributes:
        key: id of the initiative.
        rank: as text; empty when it is not ranked.
        name: of the initiative.
        score: as text.
        parts: lengths of the bar's segments as shares of the widest bar, 0 to 1.
        verdict: what the plan does with it; empty when there is no plan.
        moved: places gained since the drag began; negative: lost.
    """

    key: str
    rank: str
    name: str
    score: str
    parts: tuple[float, ...]
    verdict: Verdict = ""
    moved: int = 0


class Bars(Protocol):
    """Rows in order, each made when it is asked for: a list of 2,000 shows some thirty.

    Attributes:
        keys: of all rows, in order.
        widest: the longest name, for the width of its column.
        widest_score: the longest text in place of a score, likewise.
    """

    keys: Sequence[str]
    widest: str
    widest_score: str

    def row(self, number: int) -> BarRow:
        """Return one row."""


class BarList:
    """Rows that are all there from the start."""

    def __init__(self, rows: Sequence[BarRow] = ()) -> None:
        self._rows = rows
        self.keys: Sequence[str] = [row.key for row in rows]
        self.widest = max((row.name for row in rows), key=len, default="")
        self.widest_score = max((row.score for row in rows), key=len, default="")

    def row(self, number: int) -> BarRow:
        """Return one row."""
        return self._rows[number]


class RankedBars(QAbstractScrollArea):
    """Rank, name, stacked bar, score, and what the plan says."""

    #: a row was chosen; payload: its key
    row_chosen = Signal(str)

    def __init__(self, theme: Theme, part_names: Sequence[str] = ()) -> None:
        super().__init__()
        self._theme = theme
        self._rows: Bars = BarList()
        self._part_names = tuple(part_names)
        self._current = ""
        self._pale = False
        self._name_width = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Ranked initiatives")
        theme.theme_changed.connect(self._measure)

    def show_rows(self, rows: Bars, part_names: Sequence[str], *, pale: bool = False) -> None:
        """Show rows in order; ``pale`` when they are older than the document."""
        self._rows, self._part_names, self._pale = rows, tuple(part_names), pale
        self._measure()

    def show_pale(self) -> None:
        """Show that the rows are no longer those of the document."""
        self._pale = True
        self.viewport().update()

    def show_current(self, key: str) -> None:
        """Mark one row and bring it into view."""
        self._current = key
        index = self._index(key)
        if index is not None:
            top, bar = index * self._row_height(), self.verticalScrollBar()
            if not bar.value() <= top <= bar.value() + self.viewport().height() - 1:
                bar.setValue(top - self.viewport().height() // 3)
            row = self._rows.row(index)
            self.setAccessibleDescription(f"{row.rank} {visible(row.name)}: {row.score}")
        self.viewport().update()

    @guarded
    def sizeHint(self) -> QSize:
        # What is left over is given to it anyway; asking for more would make a page scroll.
        return self.minimumSizeHint()

    @guarded
    def minimumSizeHint(self) -> QSize:
        width = self.fontMetrics().averageCharWidth() * _LEAST_LETTERS
        return QSize(width, self._least_height() * _LEAST_ROWS)

    @guarded
    def resizeEvent(self, event: QEvent) -> None:
        self._measure()

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().toPoint())
        if row is not None:
            self.row_chosen.emit(row.key)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or not self._rows.keys:
            super().keyPressEvent(event)
            return
        index = self._index(self._current)
        wanted = 0 if index is None else min(max(index + step, 0), len(self._rows.keys) - 1)
        self.row_chosen.emit(self._rows.keys[wanted])

    @guarded
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            row = self._row_at(event.pos())
            QToolTip.showText(event.globalPos(), self._tip(row) if row else "")
            return True
        return super().viewportEvent(event)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height, offset = self._row_height(), self.verticalScrollBar().value()
        first = offset // height
        last = min(len(self._rows.keys), (offset + self.viewport().height()) // height + 1)
        for index in range(first, last):
            area = QRect(0, index * height - offset, self.viewport().width(), height)
            self._paint_row(painter, area, self._rows.row(index))
        if self.hasFocus():
            painter.setPen(QColor(self._theme.tokens.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_row(self, painter: QPainter, area: QRect, row: BarRow) -> None:
        tokens, metrics = self._theme.tokens, self.fontMetrics()
        if row.key == self._current:
            painter.fillRect(area, QColor(tokens.selection))
        digits = metrics.horizontalAdvance("8" * max(2, len(str(len(self._rows.keys)))))
        arrow = metrics.horizontalAdvance("▲") + digits
        x = area.left()
        painter.setPen(QColor(tokens.muted))
        rank = QRect(x, area.top(), digits, area.height())
        painter.drawText(rank, _RIGHT, row.rank)
        x += digits + SPACE
        self._paint_move(painter, QRect(x, area.top(), arrow, area.height()), row.moved)
        x += arrow + SPACE // 2
        name_width = min(self._name_width, int(area.width() * 0.36))
        painter.setPen(QColor(tokens.muted if self._pale else tokens.text))
        name = metrics.elidedText(visible(row.name), _ELIDE, name_width)
        painter.drawText(QRect(x, area.top(), name_width, area.height()), _LEFT, name)
        x += name_width + SPACE
        score_width = max(map(metrics.horizontalAdvance, (_SCORE, self._rows.widest_score)))
        mark_width = metrics.horizontalAdvance("8888")
        bar = QRect(x, area.top(), area.right() - x - score_width - mark_width, area.height())
        self._paint_bar(painter, bar, row)
        painter.setPen(QColor(tokens.muted if self._pale or not row.rank else tokens.text))
        score = QRect(bar.right(), area.top(), score_width, area.height())
        painter.drawText(score, _RIGHT, row.score)
        mark = QRect(score.right(), area.top(), mark_width, area.height())
        self._paint_verdict(painter, mark, row.verdict)

    def _paint_bar(self, painter: QPainter, area: QRect, row: BarRow) -> None:
        thickness = max(6, area.height() // 2)
        x = float(area.left())
        top = area.top() + (area.height() - thickness) / 2
        series = self._theme.tokens.series
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setOpacity(0.4 if self._pale else 1.0)
        for number, part in enumerate(row.parts):
            width = max(0.0, part) * area.width()
            color = series[number % len(series)] if len(row.parts) > 1 else series[0]
            painter.setBrush(QColor(color))
            painter.drawRect(QRectF(x, top, max(0.0, width - 1), thickness))
            x += width
        painter.setOpacity(1.0)

    def _paint_move(self, painter: QPainter, area: QRect, moved: int) -> None:
        if not moved:
            return
        tokens = self._theme.tokens
        painter.setPen(QColor(tokens.funded if moved > 0 else tokens.cut))
        painter.drawText(area, _LEFT, f"{'▲' if moved > 0 else '▼'}{abs(moved)}")

    def _paint_verdict(self, painter: QPainter, area: QRect, verdict: Verdict) -> None:
        if not verdict:
            return
        tokens = self._theme.tokens
        painter.setPen(QColor(tokens.muted if verdict == "cut" else tokens.funded))
        mark = verdict_mark(verdict, "")
        painter.drawText(area, _CENTER, GLYPHS[mark] if mark is not None else "")

    def _tip(self, row: BarRow) -> str:
        words = [f"{row.rank}. {visible(row.name)}: {row.score}"]
        total = sum(row.parts)
        if len(row.parts) > 1 and total > 0:
            words += [
                f"{name}: {part / total * 100:.0f} % of the score"
                for name, part in zip(self._part_names, row.parts, strict=False)
            ]
        if row.verdict:
            words.append(f"{_SPOKEN[row.verdict]} in the plan")
        return "<br>".join(html.escape(line) for line in words)

    def _measure(self) -> None:
        longest = self._rows.widest[:_LONGEST]
        self._name_width = self.fontMetrics().horizontalAdvance(longest) + SPACE
        total = len(self._rows.keys) * self._row_height()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, total - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self._row_height())
        self.viewport().update()

    def _least_height(self) -> int:
        return self.fontMetrics().height() + SPACE

    def _row_height(self) -> int:
        """Return the height of a row: more than the least where all rows have room for it."""
        least = self._least_height()
        roomy = self.viewport().height() // max(1, len(self._rows.keys))
        return max(least, min(roomy, int(least * _ROOMIEST)))

    def _index(self, key: str) -> int | None:
        try:
            return self._rows.keys.index(key)
        except ValueError:
            return None

    def _row_at(self, point: QPoint) -> BarRow | None:
        index = (point.y() + self.verticalScrollBar().value()) // self._row_height()
        return self._rows.row(index) if 0 <= index < len(self._rows.keys) else None
