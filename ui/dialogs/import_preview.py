"""Look at a table before it is imported: every guess is shown, and can be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from portfolio.model.text import plural, visible
from ui.dialogs.import_parts import first_notes, foot_of
from ui.dialogs.import_preview_options import ColumnOptions, TableOptions
from ui.dialogs.import_preview_tables import (
    Signature,
    column_rows,
    doubts,
    guess_columns,
    sheet_columns,
    sheet_rows,
    signature,
)
from ui.tables import TableView
from ui.theme import SPACE, Theme
from ui.widgets.still import StillCombo

if TYPE_CHECKING:
    from portfolio.exchange import Meaning, Proposal, Question

_SIZE = (1120, 720)
_SIDE = 360
_LISTED = 4


class ImportPreview(QDialog):
    """Columns and rows of a table with what each would become. Data in, choices out."""

    #: the user decided something; payload: Choices
    choices_changed = Signal(object)
    #: another sheet is wanted; payload: name
    sheet_chosen = Signal(str)
    #: another encoding is wanted; payload: name
    encoding_chosen = Signal(str)
    #: the table is to be imported as shown; payload: Proposal
    import_requested = Signal(object)

    def __init__(
        self, meanings: dict[str, tuple[Meaning, ...]], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._meanings = meanings
        self._proposal: Proposal | None = None
        self._made_for: Signature | None = None
        self._column = ""
        self._options = TableOptions()
        self._column_options = ColumnOptions()
        self._columns = TableView(guess_columns(), theme)
        self._rows = TableView((), theme)
        self._questions = QFrame()
        self._question_list = QVBoxLayout(self._questions)
        self._notes = QLabel()
        self._summary = QLabel()
        self._only_skipped = QCheckBox("Only rows that are skipped or need a look")
        self._skip = QPushButton("Skip these rows")
        self._take = QPushButton("Import these rows")
        self._import = QPushButton("Import")
        self._cancel = QPushButton("Cancel")
        self._lay_out()
        self._connect()

    def show_proposal(self, proposal: Proposal) -> None:
        """Show what the import would do."""
        self._proposal = proposal
        source = " · ".join(part for part in (proposal.sheet.source, proposal.sheet.name) if part)
        self.setWindowTitle(f"Import {visible(source)}")
        self._options.show_proposal(proposal)
        self._columns.show_rows(column_rows(proposal))
        if signature(proposal) != self._made_for:
            self._made_for = signature(proposal)
            self._rows.show_columns(sheet_columns(proposal))
        self._rows.show_rows(sheet_rows(proposal))
        self._show_questions((*proposal.questions, *doubts(proposal)))
        self._notes.setText(first_notes(proposal.notes, _LISTED))
        self._notes.setToolTip("")
        self._notes.setVisible(bool(proposal.notes))
        made = ", ".join(visible(creation.title) for creation in proposal.creates)
        self._summary.setText(proposal.summary + (f" Created: {made}." if made else ""))
        self._show_column()
        self.show_working("")

    def show_working(self, text: str) -> None:
        """Say that something is being worked out; empty when it is done."""
        ready = self._is_ready() and not text
        self._import.setEnabled(ready)
        self._import.setToolTip("" if ready else "Answer the questions first")
        if text:
            self._summary.setText(text)

    def _is_ready(self) -> bool:
        """Whether nothing is open: no question, and no guess that needs a look."""
        proposal = self._proposal
        return proposal is not None and proposal.ready and not doubts(proposal)

    def _show_questions(self, questions: tuple[Question, ...]) -> None:
        while (item := self._question_list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for question in questions[:_LISTED]:
            line = _QuestionLine(question)
            line.answered.connect(self.choices_changed)
            self._question_list.addWidget(line)
        if len(questions) > _LISTED:
            rest = QLabel(f"Then {plural(len(questions) - _LISTED, 'more question')}.")
            self._question_list.addWidget(rest)
        self._questions.setVisible(bool(questions))

    def _show_column(self) -> None:
        key, _ = self._columns.selected.keys()
        self._column = key or self._column
        if self._proposal is None:
            return
        place = int(self._column) if self._column else -1
        columns = self._proposal.columns
        guess = columns[place] if 0 <= place < len(columns) else None
        self._column_options.show_column(self._proposal, guess, self._meanings)

    def _choose_rows(self, choice: Literal["import", "skip"]) -> None:
        if self._proposal is None:
            return
        choices = self._proposal.choices
        _, keys = self._rows.selected.keys()
        for key in keys:
            choices = choices.with_row(int(key), choice)
        self.choices_changed.emit(choices)

    def _narrow(self, only: bool) -> None:
        self._rows.table.filter(
            (lambda row: row.plan.action == "skip" or bool(row.plan.warning)) if only else None
        )

    def _request(self) -> None:
        if self._is_ready():
            self.import_requested.emit(self._proposal)

    def _connect(self) -> None:
        self._options.choices_changed.connect(self.choices_changed)
        self._options.sheet_chosen.connect(self.sheet_chosen)
        self._options.encoding_chosen.connect(self.encoding_chosen)
        self._column_options.choices_changed.connect(self.choices_changed)
        self._columns.selected.keys_selected.connect(self._show_column)
        self._only_skipped.toggled.connect(self._narrow)
        self._skip.clicked.connect(lambda: self._choose_rows("skip"))
        self._take.clicked.connect(lambda: self._choose_rows("import"))
        self._import.clicked.connect(self._request)
        self._cancel.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Import a table")
        self.resize(*_SIZE)
        self._columns.table.editable = self._rows.table.editable = False
        self._columns.setAccessibleName("Columns of the table and what they are taken as")
        self._rows.setAccessibleName("Rows of the table and what happens to them")
        self._questions.setProperty("role", "notice")
        self._notes.setProperty("role", "muted")
        self._notes.setTextFormat(Qt.TextFormat.PlainText)
        self._notes.setWordWrap(True)
        middle = QHBoxLayout()
        middle.setSpacing(SPACE * 2)
        middle.addWidget(self._tables(), 1)
        middle.addWidget(self._side())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        layout.setSpacing(SPACE)
        layout.addWidget(self._questions)
        layout.addLayout(middle, 1)
        layout.addLayout(foot_of(self._summary, self._cancel, self._import))
        self._questions.setVisible(False)

    def _tables(self) -> QSplitter:
        tables = QSplitter(Qt.Orientation.Vertical)
        tables.addWidget(_headed("Columns", self._columns))
        tables.addWidget(_headed("Rows", self._rows, self._only_skipped, self._skip, self._take))
        return tables

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE * 2)
        column.addWidget(_headed("The table", self._options))
        column.addWidget(_headed("The selected column", self._column_options))
        column.addStretch(1)
        column.addWidget(self._notes)
        return side


class _QuestionLine(QWidget):
    """A question and its answers."""

    #: an answer was chosen; payload: Choices
    answered = Signal(object)

    def __init__(self, question: Question) -> None:
        super().__init__()
        words = QLabel(visible(question.text))
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        self._answers = StillCombo()
        self._answers.setAccessibleName(question.text)
        self._answers.addItem("Choose…", None)
        for answer in question.answers:
            self._answers.addItem(visible(answer.label), answer.choices)
        self._answers.activated.connect(self._answer)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
        row.setSpacing(SPACE)
        row.addWidget(words, 1)
        row.addWidget(self._answers)

    def _answer(self) -> None:
        choices = self._answers.currentData()
        if choices is not None:
            self.answered.emit(choices)


def _headed(title: str, content: QWidget, *beside: QWidget) -> QWidget:
    """Return a widget under a heading, with others beside the heading."""
    heading = QLabel(title)
    heading.setProperty("role", "heading")
    top = QHBoxLayout()
    top.setSpacing(SPACE)
    top.addWidget(heading)
    top.addStretch(1)
    for widget in beside:
        top.addWidget(widget)
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE // 2)
    layout.addLayout(top)
    layout.addWidget(content, 1)
    return whole
