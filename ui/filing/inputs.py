"""The inputs of a plan of record in place of the document, and the way back to it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from portfolio.model import Portfolio
from ui.document import Document
from ui.filing.opening import Opening


@dataclass(frozen=True, slots=True)
class Left:
    """The document that was left to look at the inputs of one of its plans.

    Attributes:
        plan: title of the plan of record.
        name: what the document is called.
        path: its file; None while it has none.
        portfolio: its content.
        stored: whether that was saved, or is a sample.
    """

    plan: str
    name: str
    path: Path | None
    portfolio: Portfolio
    stored: bool


class Inputs(QObject):
    """Inputs are a read-only document without a file; what was left for them is remembered."""

    def __init__(self, document: Document, opening: Opening) -> None:
        super().__init__()
        self._document = document
        self._opening = opening
        self._leaving: Left | None = None
        #: what was left for the inputs on the screen; None beside any other document
        self.left: Left | None = None
        document.document_replaced.connect(self._follow)
        document.state_changed.connect(self._follow_saving)

    def show(self, inputs: Portfolio, plan: str) -> None:
        """Show the inputs of a plan of record, once the open document is settled."""

        def leave() -> None:
            document = self._document
            self._leaving = Left(
                plan, document.name, document.path, document.portfolio, not document.unsaved
            )

        self._opening.show_inputs(inputs, leave)

    def go_back(self) -> None:
        """Show the document that was left: its file as it is now, where it has one."""
        if self.left is None:
            return
        if self.left.path is not None:
            self._opening.open(self.left.path)
        else:
            self._opening.show_again(self.left.portfolio, stored=self.left.stored)

    def _follow(self) -> None:
        self.left, self._leaving = self._leaving, None

    def _follow_saving(self) -> None:
        """Inputs that were saved are a document like any other."""
        if self._document.path is not None:
            self.left = None
