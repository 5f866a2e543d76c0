"""The questions about criteria, one form for each way to ask; what is answered becomes weights."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from portfolio.model.text import visible
from ui.theme import SPACE
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.still import StillCombo, StillSpin

if TYPE_CHECKING:
    from portfolio.ranking.elicited import Judgments

_STRONGEST = 9


class WeighingForm(QWidget):
    """What all have in common: criteria with their present shares, and an answer."""

    #: an answer was changed
    changed = Signal()

    def __init__(self, names: Mapping[str, str], shares: Mapping[str, float]) -> None:
        super().__init__()
        self.names = names
        self.shares = shares
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, SPACE, 0)
        self.grid.setHorizontalSpacing(SPACE)
        self.grid.setVerticalSpacing(SPACE // 2)

    def judgments(self) -> Judgments:
        """Return what is answered now."""
        raise NotImplementedError

    def _finish(self) -> None:
        """Keep the rows together at the top."""
        self.grid.setRowStretch(self.grid.rowCount(), 1)


class OrderForm(WeighingForm):
    """A place for each criterion; it starts in the order of the present weights."""

    def __init__(self, names: Mapping[str, str], shares: Mapping[str, float]) -> None:
        super().__init__(names, shares)
        self._places: dict[str, StillSpin] = {}
        for row, (key, name) in enumerate(names.items()):
            above = sum(share > shares[key] for share in shares.values())
            self._places[key] = _spin(f"Place of {visible(name)}", len(names), self.changed.emit)
            with QSignalBlocker(self._places[key]):
                self._places[key].setValue(1 + above)
            self.grid.addWidget(self._places[key], row, 0)
            self.grid.addWidget(ElidedLabel(name), row, 1)
        self.grid.setColumnStretch(1, 1)
        self._finish()

    def judgments(self) -> Judgments:
        """Return the places."""
        from portfolio.ranking.elicited import Order

        return Order({key: box.value() for key, box in self._places.items()})


class PairsForm(WeighingForm):
    """A choice for each pair of criteria; it starts with all equal."""

    def __init__(self, names: Mapping[str, str], shares: Mapping[str, float]) -> None:
        super().__init__(names, shares)
        self._times: dict[tuple[str, str], StillCombo] = {}
        for row, (one, other) in enumerate(combinations(names, 2)):
            first, second = names[one], names[other]
            box = StillCombo()
            box.setAccessibleName(f"{visible(first)} against {visible(second)}")
            for words, times in _comparisons():
                box.addItem(words, times)
            box.setCurrentIndex(_STRONGEST - 1)
            box.currentIndexChanged.connect(self.changed)
            self._times[one, other] = box
            left = ElidedLabel(first)
            left.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for column, widget in enumerate((left, box, ElidedLabel(second))):
                self.grid.addWidget(widget, row, column)
        for column in (0, 2):
            self.grid.setColumnStretch(column, 1)
        self._finish()

    def judgments(self) -> Judgments:
        """Return how many times the first of each pair is the more important."""
        from portfolio.ranking.elicited import Pairs

        return Pairs({pair: box.currentData() for pair, box in self._times.items()})


class BestWorstForm(WeighingForm):
    """The most and the least important criterion, and every other compared with both."""

    def __init__(self, names: Mapping[str, str], shares: Mapping[str, float]) -> None:
        super().__init__(names, shares)
        by_share = sorted(names, key=lambda key: shares[key])
        self._best = self._choice("Most important", by_share[-1])
        self._worst = self._choice("Least important", by_share[0])
        self._ends = (self._best.currentIndex(), self._worst.currentIndex())
        self._above: dict[str, StillSpin] = {}
        self._below: dict[str, StillSpin] = {}
        self._lay_out()
        self._settle()
        for box in (self._best, self._worst):
            box.currentIndexChanged.connect(self._choose)

    def judgments(self) -> Judgments:
        """Return both rows of comparisons."""
        from portfolio.ranking.elicited import BestWorst

        return BestWorst(
            {key: float(box.value()) for key, box in self._above.items()},
            {key: float(box.value()) for key, box in self._below.items()},
        )

    def _lay_out(self) -> None:
        for row, box in enumerate((self._best, self._worst)):
            self.grid.addWidget(QLabel(box.accessibleName()), row, 0)
            self.grid.addWidget(box, row, 1, 1, 2)
        heads = ("", "The most important\ncounts … times this", "This counts … times\nthe least")
        for column, text in enumerate(heads):
            head = QLabel(text)
            head.setProperty("role", "muted")
            self.grid.addWidget(head, 2, column)
        for row, (key, name) in enumerate(self.names.items(), start=3):
            shown = visible(name)
            above = f"How many times the most important counts {shown}"
            below = f"How many times {shown} counts the least important"
            self._above[key] = _spin(above, _STRONGEST, self._change)
            self._below[key] = _spin(below, _STRONGEST, self._change)
            self.grid.addWidget(ElidedLabel(name), row, 0)
            self.grid.addWidget(self._above[key], row, 1)
            self.grid.addWidget(self._below[key], row, 2)
        self.grid.setColumnStretch(0, 1)
        self._finish()

    def _choice(self, name: str, chosen: str) -> StillCombo:
        box = StillCombo()
        box.setAccessibleName(name)
        for key, title in self.names.items():
            box.addItem(visible(title), key)
        box.setCurrentIndex(box.findData(chosen))
        return box

    def _choose(self) -> None:
        """Let the two change places when one criterion is chosen for both."""
        best, worst = self._ends
        if self._best.currentIndex() == self._worst.currentIndex():
            other, former = (
                (self._worst, best) if self._best.currentIndex() == worst else (self._best, worst)
            )
            with QSignalBlocker(other):
                other.setCurrentIndex(former)
        self._ends = (self._best.currentIndex(), self._worst.currentIndex())
        self._change()

    def _change(self) -> None:
        self._settle()
        self.changed.emit()

    def _settle(self) -> None:
        """Hold what is so by its meaning: itself once, and best against worst in one place."""
        best, worst = self._best.currentData(), self._worst.currentData()
        boxes = (*self._above.values(), *self._below.values())
        for box in boxes:
            box.setEnabled(True)
        fixed = (
            (self._above[best], 1),
            (self._below[worst], 1),
            (self._below[best], self._above[worst].value()),
        )
        for box, value in fixed:
            box.setEnabled(False)
            with QSignalBlocker(box):
                box.setValue(value)


def _comparisons() -> Sequence[tuple[str, float]]:
    """Return every comparison in words with its number, 9 to 1 and on to 1/9."""
    more = [(f"is {n} times as important as", float(n)) for n in range(_STRONGEST, 1, -1)]
    less = [(f"is 1/{n} as important as", 1 / n) for n in range(2, _STRONGEST + 1)]
    return [*more, ("is as important as", 1.0), *less]


def _spin(name: str, most: int, tell: Callable[[], None]) -> StillSpin:
    box = StillSpin()
    box.setRange(1, most)
    box.setAccessibleName(name)
    box.lineEdit().setTextMargins(SPACE // 2, 0, 0, 0)
    box.valueChanged.connect(lambda _value: tell())
    return box
