"""What the form is about: what was entered, what the plan says, and what funding displaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from portfolio.report.decision_draft import FUNDING
from portfolio.report.decision_rows import DecisionRow
from ui.context import Context
from ui.pages.decision_parts.displaced_search import DisplacedSearch
from ui.pages.decision_parts.drafts import Drafts
from ui.pages.decision_parts.panel import Subject
from ui.pages.decision_parts.subjects import locked_by, subject_of, with_what_if

if TYPE_CHECKING:
    from portfolio.analysis import Results


class Deciding(QObject):
    """Puts together what is to be shown, and tells when that has changed by itself.

    Attributes:
        drafts: what would be recorded for each initiative.
        search: for what funding the initiative displaces that the form is about.
    """

    #: there is something else to show about the same initiatives
    subject_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._state = ("", False)
        self.search = DisplacedSearch(context)
        self.drafts = Drafts(context, self.search.displaced)
        self.search.displaced_found.connect(lambda _key: self.subject_changed.emit())
        self.drafts.drafts_offered.connect(self.subject_changed)
        context.document.state_changed.connect(self._follow_state)

    @property
    def locked(self) -> str:
        """Why nothing can be recorded, as a sentence; empty when it can."""
        document = self._context.document
        return locked_by(document.portfolio, read_only=document.read_only)

    def subject(
        self, results: Results, keys: tuple[str, ...], row: DecisionRow | None
    ) -> Subject | None:
        """Return what the form shows, and begin to look for what is displaced.

        Args:
            results: with all of the initiatives.
            keys: of the initiatives; none for no subject.
            row: of the first one, as in the table.
        """
        alone = row is not None and len(keys) == 1 and self._is_open(results, row)
        self.search.look_for(results, keys[0] if alone else "")
        if not keys:
            return None
        subject = subject_of(results, keys, self.drafts, row, self.locked)
        return with_what_if(subject) if self._context.document.what_ifs else subject

    def rest(self) -> None:
        """Look for nothing any more, and write down what was entered."""
        self.search.stop()
        self.drafts.store()

    def _is_open(self, results: Results, row: DecisionRow) -> bool:
        """Whether a funding is still to be decided, so that what it displaces matters."""
        if row.decision is not None and not self.drafts.is_begun(row.key):
            return False
        return self.drafts.decision(results, row.key).option in FUNDING

    def _follow_state(self) -> None:
        """Show anew what can be recorded; what is decided comes with the next results."""
        before, self._state = self._state, (self.locked, bool(self._context.document.what_ifs))
        if before != self._state:
            self.subject_changed.emit()
