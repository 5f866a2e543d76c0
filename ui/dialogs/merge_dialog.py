"""Settles what two people changed differently: one list, mine or theirs, applied at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from portfolio.model.text import visible
from ui.dialogs.merge_choices import Choices, Line, apply_words, left_words
from ui.dialogs.merge_detail import MergeDetail
from ui.dialogs.merge_model import MergeModel
from ui.dialogs.merge_table import MergeTable
from ui.dialogs.roomy_dialog import RoomyDialog
from ui.overrides import guarded
from ui.theme import SPACE, Theme
from ui.theme.tooltip import plain_tooltip

_LETTERS, _LINES = 160, 46
_TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
_KEYS = "↑ ↓ move · M or ← mine · T or → theirs · with Shift all · Enter applies · Esc leaves all"


@dataclass(frozen=True, slots=True)
class MergeStory:
    """What the dialog tells.

    Attributes:
        title: what is to be settled, as a sentence.
        about: which version theirs is.
        lines: what has to be settled.
        taken: sentences for what comes from theirs and needs no settling.
    """

    title: str
    about: str
    lines: tuple[Line, ...]
    taken: tuple[str, ...]


class MergeDialog(RoomyDialog):
    """Nothing happens to the document until it is applied; Escape leaves all as it was."""

    #: the merge is to be applied; payload: frozenset of the lines that take their side
    merge_applied = Signal(object)

    def __init__(self, story: MergeStory, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(_LETTERS, _LINES, parent)
        self._story = story
        self._choices = Choices(story.lines)
        self.table = MergeTable(MergeModel(self._choices), theme)
        self._detail = MergeDetail()
        self._tabs = QTabWidget()
        self._count = QLabel()
        self._all_mine = QPushButton("All mine")
        self._all_theirs = QPushButton("All theirs")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._apply = self.buttons.addButton("Apply", QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self._connect()
        self.table.start()
        self.table.setFocus()

    def _lay_out(self) -> None:
        self.setWindowTitle("Merge two versions")
        self._tabs.addTab(self._settling(), f"To settle ({len(self._story.lines):,})")
        self._tabs.addTab(_listed(self._story.taken), f"From theirs ({len(self._story.taken):,})")
        self._apply.setProperty("role", "primary")
        self._apply.setDefault(True)
        self.content.addWidget(_words(self._story.title, "heading"))
        self.content.addWidget(_words(self._story.about, "muted"))
        self.content.addWidget(self._tabs, 1)
        below = QHBoxLayout()
        self._count.setAccessibleName("How far the settling is")
        self._count.setWordWrap(True)
        below.addWidget(self._count, 1)
        below.addWidget(self.buttons)
        self.set_foot(below)

    def _settling(self) -> QWidget:
        page = QWidget()
        self._all_mine.setToolTip("Take mine for every value (Shift+M)")
        self._all_theirs.setToolTip("Take theirs for every value (Shift+T)")
        above = QHBoxLayout()
        above.addWidget(_words(_KEYS, "muted"), 1)
        above.addWidget(self._all_mine)
        above.addWidget(self._all_theirs)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(above)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._detail)
        return page

    def _connect(self) -> None:
        table = self.table
        table.choices_changed.connect(self._show_choices)
        table.apply_requested.connect(self.accept)
        self._detail.side_chosen.connect(table.take)
        self._all_mine.clicked.connect(lambda: table.take_all("mine"))
        self._all_theirs.clicked.connect(lambda: table.take_all("theirs"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: self.merge_applied.emit(self._choices.theirs))

    def _show_choices(self) -> None:
        self._count.setText(left_words(self._choices))
        self._apply.setText(apply_words(self._choices))
        line = self.table.line()
        if line is not None:
            area = self.table.visualRect(self.table.currentIndex())
            self.bring_into_view(self.table.viewport(), area)
            self._detail.show_line(self._choices.lines[line], self._choices.side(line))


class _Sentences(QStringListModel):
    """Sentences, each in full on its tooltip."""

    @guarded
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:  # noqa: ANN401
        if role == _TIP:
            return plain_tooltip(str(super().data(index)))
        return super().data(index, role)


def _words(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label


def _listed(sentences: Sequence[str]) -> QListView:
    """Return a list of sentences, however many there are."""
    view = QListView()
    shown = [visible(" ".join(sentence.split())) for sentence in sentences]
    view.setModel(_Sentences(shown or ["Nothing else came from them."], view))
    view.setUniformItemSizes(True)
    view.setSpacing(SPACE // 4)
    view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setAccessibleName("What comes from theirs")
    return view
