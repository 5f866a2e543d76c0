"""One door to the person: message boxes, questions, file dialogs, brief notices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)

from portfolio.errors import PortfolioError

#: Width of a line that is asked for: a reason is a sentence.
_LETTERS = 70


@dataclass(frozen=True, slots=True)
class Question:
    """A question with named answers.

    Attributes:
        title: of the box.
        text: what is asked, one sentence.
        detail: what each answer leads to.
        answers: labels; the last one is also what Escape means.
        default: label chosen by Enter.
    """

    title: str
    text: str
    answers: Sequence[str]
    default: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A list to choose from, beside a text that is asked for; it begins with the first entry."""

    name: str
    entries: Sequence[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """A text, and the index of what was chosen of each offer."""

    text: str
    chosen: tuple[int, ...]


def where_and_remedy(error: PortfolioError) -> str:
    """Return what stands below what is wrong: the place, then what to do, each on its own."""
    return "\n\n".join(part for part in (error.where, error.remedy) if part)


class Messages(QObject):
    """Shows text as plain text: names from a file are never read as markup."""

    #: a brief notice for the foot of the window; payload: text
    noticed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.parent_window: QWidget | None = None

    def notice(self, text: str) -> None:
        """Say something that needs no answer."""
        self.noticed.emit(text)

    def show_error(self, error: PortfolioError, title: str = "That did not work") -> None:
        """Show a problem in the input, the file or the machine."""
        box = self._box(title, error.what, QMessageBox.Icon.Warning)
        box.setInformativeText(where_and_remedy(error))
        box.addButton("OK", QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def show_bug(self, report: str, kept: Path | None) -> None:
        """Say that the program has a bug, with the report to copy and where it is kept."""
        text = "The app made a mistake. Your work is still here; save it under a new name."
        box = self._box("A mistake in the app", text, QMessageBox.Icon.Critical)
        if kept is not None:
            box.setInformativeText(f"A report for the makers is in {kept}")
        box.setDetailedText(report)
        box.addButton("Go on", QMessageBox.ButtonRole.AcceptRole)
        copy = box.addButton("Copy the report", QMessageBox.ButtonRole.ActionRole)
        box.exec()
        if box.clickedButton() is copy:
            QGuiApplication.clipboard().setText(report)

    def ask(self, question: Question) -> str:
        """Return the label of the answer."""
        box = self._box(question.title, question.text, QMessageBox.Icon.Question)
        box.setInformativeText(question.detail)
        buttons = {label: QPushButton(label.replace("&", "&&")) for label in question.answers}
        buttons[question.default].setProperty("role", "primary")
        for button in buttons.values():
            box.addButton(button, QMessageBox.ButtonRole.ActionRole)
        box.setDefaultButton(buttons[question.default])
        box.setEscapeButton(buttons[question.answers[-1]])
        box.exec()
        clicked = box.clickedButton()
        return next(
            (label for label, button in buttons.items() if button is clicked),
            question.answers[-1],
        )

    def ask_text(self, title: str, label: str, text: str = "") -> str | None:
        """Ask for a line of text; None when the person backs out."""
        asked = TextAndOffers(label, (), self.parent_window)
        asked.setWindowTitle(title)
        asked.line.setText(text)
        asked.line.selectAll()
        return asked.line.text() if asked.exec() == QDialog.DialogCode.Accepted else None

    def ask_text_and(self, title: str, label: str, offers: Sequence[Offer]) -> Answer | None:
        """Ask for a line of text and one entry of each offer; None when the person backs out."""
        asked = TextAndOffers(label, offers, self.parent_window)
        asked.setWindowTitle(title)
        return asked.answer() if asked.exec() == QDialog.DialogCode.Accepted else None

    def open_path(self, title: str, patterns: str, folder: Path | None = None) -> Path | None:
        """Ask for a file to open; ``patterns`` as in ``Portfolios (*.portfolio)``."""
        start = str(folder) if folder is not None else ""
        name, _ = QFileDialog.getOpenFileName(self.parent_window, title, start, patterns)
        return Path(name) if name else None

    def open_paths(self, title: str, patterns: str, folder: Path | None = None) -> tuple[Path, ...]:
        """Ask for files to read; none when the person backs out."""
        start = str(folder) if folder is not None else ""
        names, _ = QFileDialog.getOpenFileNames(self.parent_window, title, start, patterns)
        return tuple(Path(name) for name in names)

    def folder_path(self, title: str, folder: Path | None = None) -> Path | None:
        """Ask for a folder to write into."""
        start = str(folder) if folder is not None else ""
        name = QFileDialog.getExistingDirectory(self.parent_window, title, start)
        return Path(name) if name else None

    def save_path(self, title: str, patterns: str, suggestion: Path | None = None) -> Path | None:
        """Ask where to save; the dialog asks before a file is replaced."""
        start = str(suggestion) if suggestion is not None else ""
        name, _ = QFileDialog.getSaveFileName(self.parent_window, title, start, patterns)
        return Path(name) if name else None

    def _box(self, title: str, text: str, icon: QMessageBox.Icon) -> QMessageBox:
        box = QMessageBox(self.parent_window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(icon)
        box.setWindowTitle(title)
        box.setText(text)
        return box


class TextAndOffers(QDialog):
    """Asks for a line of text and for an entry of each offer."""

    def __init__(self, label: str, offers: Sequence[Offer], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.boxes = tuple(QComboBox() for _ in offers)
        buttons = QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        self.buttons = QDialogButtonBox(buttons)
        self._lay_out(label, offers)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def answer(self) -> Answer:
        """Return what was typed and chosen."""
        return Answer(self.line.text(), tuple(box.currentIndex() for box in self.boxes))

    def _lay_out(self, label: str, offers: Sequence[Offer]) -> None:
        words = QLabel(label)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        words.setBuddy(self.line)
        self.line.setAccessibleName(label)
        self.line.setMinimumWidth(self.fontMetrics().averageCharWidth() * _LETTERS)
        form = QFormLayout(self)
        form.addRow(words)
        form.addRow(self.line)
        for box, offer in zip(self.boxes, offers, strict=True):
            box.addItems(list(offer.entries))
            box.setAccessibleName(offer.name)
            form.addRow(offer.name, box)
        form.addRow(self.buttons)
