"""The one mutable thing that holds the open portfolio."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from portfolio.files.journal import kept
from portfolio.model import Portfolio
from ui.overrides import guarded
from ui.what_ifs import WhatIfs

_COMMAND_ID: Final = 1


class Document(QObject):
    """The open portfolio, its history, and where it is stored.

    Pages read ``portfolio`` and change it only through ``apply``. Whether there is
    unsaved work is decided by content, not by counting steps. What was saved of the log
    of decisions stays, whatever is undone.
    """

    #: the portfolio was replaced by an edit, an undo, a redo or another file
    portfolio_changed = Signal()
    #: another document was opened; selection and scroll positions start anew
    document_replaced = Signal()
    #: unsaved, path, read-only or title changed
    state_changed = Signal()

    def __init__(self, portfolio: Portfolio) -> None:
        super().__init__()
        self.portfolio = portfolio
        self.revision = 0
        self.path: Path | None = None
        #: of the file as it was last read or written; None while there is none
        self.sha256: str | None = None
        self.read_only = False
        self.undo_stack = QUndoStack(self)
        self._saved = portfolio
        self._stored = True
        self._what_ifs = WhatIfs()
        self._merge_epoch = 0

    @property
    def unsaved(self) -> bool:
        """Whether the content differs from what was last opened or saved."""
        return not self._stored or self.portfolio != self._saved

    @property
    def work_unsaved(self) -> bool:
        """Whether something is unsaved that is not merely being tried."""
        return not self._stored or self.without_tried() != self._saved

    @property
    def name(self) -> str:
        """What the document is called: by its file, or by its title while it has none."""
        return self.path.name if self.path is not None else self.portfolio.title

    @property
    def saved_portfolio(self) -> Portfolio:
        """The content as last opened or saved: the base for comparing and merging."""
        return self._saved

    def apply(self, label: str, portfolio: Portfolio, *, merge: str = "") -> None:
        """Make an edited portfolio the current one, as one undo step.

        Args:
            label: a phrase for the user, such as *Set compute of “Claims triage”*.
            portfolio: the result of a verb of ``portfolio.edit``.
            merge: steps in a row with the same key become one (typing in one cell,
                dragging one slider); empty never merges.
        """
        if portfolio == self.portfolio:
            return
        key = f"{self._merge_epoch}/{merge}" if merge else ""
        command = _Snapshot(self._show, self.portfolio, portfolio, key)
        command.setText(label)
        self.undo_stack.push(command)

    @property
    def tried(self) -> tuple[str, ...]:
        """Ids of resources whose capacity is a what-if: moved, not kept, not put back."""
        return self._what_ifs.capacities(self.portfolio, self._saved)

    @property
    def assumed(self) -> tuple[str, ...]:
        """What is a what-if at present and no capacity, as parts of a sentence."""
        return self._what_ifs.assumed(self.portfolio, self._saved)

    @property
    def what_ifs(self) -> tuple[str, ...]:
        """Everything that is a what-if at present, as parts of a sentence."""
        return self._what_ifs.names(self.portfolio, self._saved)

    def try_out(self, resource: str, label: str, portfolio: Portfolio) -> None:
        """Apply another capacity as a what-if, which a save leaves out unless it is kept."""
        self._what_ifs.try_capacity(resource, self.portfolio, self._saved, portfolio)
        self.apply(label, portfolio, merge=f"capacity/{resource}")

    def assume(
        self, key: str, name: str, edit: tuple[str, Portfolio], *, before: Portfolio | None = None
    ) -> None:
        """Apply changes of any kind as a what-if, which a save leaves out unless it is kept.

        Args:
            key: an earlier what-if of the same key is replaced.
            name: what is assumed, as part of a sentence: *the scenario “Less money”*.
            edit: label of the undo step, and the portfolio with the what-if.
            before: what it is taken back to; the present document when it is not given.
        """
        label, portfolio = edit
        self._what_ifs.assume(key, name, before or self.portfolio, portfolio)
        self.apply(label, portfolio)

    def keep_tried(self) -> None:
        """Let what was tried be part of the document; undone, it is a what-if again."""
        if self.what_ifs:
            self.undo_stack.push(_Kept(self._what_ifs, self.state_changed.emit))

    def without_tried(self) -> Portfolio:
        """Return the document as it was before anything was tried, later edits included."""
        return self._what_ifs.without(self.portfolio, self._saved)

    def end_gesture(self) -> None:
        """Let the next step start afresh even if its merge key is the same."""
        self._merge_epoch += 1

    def replace(
        self,
        portfolio: Portfolio,
        path: Path | None,
        *,
        sha256: str | None = None,
        read_only: bool = False,
        stored: bool = True,
    ) -> None:
        """Show another document; history starts anew.

        Args:
            portfolio: its content.
            path: its file; None while it has none.
            sha256: fingerprint of that file.
            read_only: saving must go elsewhere.
            stored: False for content that is nowhere a file of its own, such as an
                opened backup: unsaved until it is saved.
        """
        self.undo_stack.clear()
        self.path, self.sha256, self.read_only = path, sha256, read_only
        self._saved, self._stored = portfolio, stored
        self._what_ifs.clear()
        self.end_gesture()
        self._show(portfolio)
        self.document_replaced.emit()
        self.state_changed.emit()

    def restore(self, label: str, portfolio: Portfolio) -> None:
        """Bring back recovered work: unsaved, and undone in one step."""
        self.apply(label, portfolio)

    def mark_saved(self, portfolio: Portfolio, path: Path, sha256: str | None = None) -> None:
        """Remember what was written and where; it may be older than what is shown."""
        self._saved, self._stored = portfolio, True
        self._what_ifs.settle(self.portfolio, portfolio)
        self.path, self.sha256, self.read_only = path, sha256, False
        self.end_gesture()
        self.state_changed.emit()

    def take_in(self, label: str, portfolio: Portfolio, stored: Portfolio, sha256: str) -> None:
        """Join in one undo step what somebody else has stored in the document's file.

        Args:
            label: a phrase for the user.
            portfolio: the two versions joined.
            stored: what the file holds now: what is saved next may replace it.
            sha256: fingerprint of the file now.
        """
        bases = _Base(self._saved, self.sha256), _Base(stored, sha256)
        self.end_gesture()
        if portfolio == self.portfolio:
            self._rebase(*bases)
            self.state_changed.emit()
            return
        step = _Taken(self, (self.portfolio, portfolio), bases)
        step.setText(label)
        self.undo_stack.push(step)

    def may_be_saved(self) -> None:
        """Let what was opened read-only be saved where it is: the file is locked for us now."""
        self.read_only = False
        self.state_changed.emit()

    def _rebase(self, before: _Base, after: _Base) -> None:
        """Compare with another stored version from now on, unless it was saved since."""
        if self.sha256 == before.sha256:
            self._saved, self.sha256 = after.stored, after.sha256

    def _show(self, portfolio: Portfolio) -> None:
        self.portfolio = kept(portfolio, self._saved)
        self.revision += 1
        self.portfolio_changed.emit()
        self.state_changed.emit()


@dataclass(frozen=True, slots=True)
class _Base:
    """What the file holds as far as the document knows."""

    stored: Portfolio
    sha256: str | None


class _Snapshot(QUndoCommand):
    """Before and after, whole; structural sharing makes both cheap."""

    def __init__(
        self, show: Callable[[Portfolio], None], before: Portfolio, after: Portfolio, key: str
    ) -> None:
        super().__init__()
        self._show = show
        self._before = before
        self.after = after
        self.key = key

    @guarded
    def id(self) -> int:
        return _COMMAND_ID

    @guarded
    def undo(self) -> None:
        self._show(self._before)

    @guarded
    def redo(self) -> None:
        self._show(self.after)

    @guarded
    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Snapshot) or not self.key or other.key != self.key:
            return False
        self.after = other.after
        self.setText(other.text())
        self.setObsolete(self.after == self._before)
        return True


class _Taken(_Snapshot):
    """Joins what somebody else has stored; undone, it is news again and not overwritten."""

    def __init__(
        self,
        document: Document,
        contents: tuple[Portfolio, Portfolio],
        bases: tuple[_Base, _Base],
    ) -> None:
        super().__init__(document._show, *contents, "")  # noqa: SLF001 - as in ``apply``
        self._rebase = document._rebase  # noqa: SLF001
        self._bases = bases

    @guarded
    def undo(self) -> None:
        before, after = self._bases
        self._rebase(after, before)
        super().undo()

    @guarded
    def redo(self) -> None:
        self._rebase(*self._bases)
        super().redo()


class _Kept(QUndoCommand):
    """Makes a what-if part of the document, whose content stays as it is."""

    def __init__(self, what_ifs: WhatIfs, tell: Callable[[], None]) -> None:
        super().__init__("Keep the what-if")
        self._what_ifs = what_ifs
        self._tell = tell
        self._kept = WhatIfs()

    @guarded
    def undo(self) -> None:
        self._what_ifs.take_over(self._kept)
        self._tell()

    @guarded
    def redo(self) -> None:
        self._kept = self._what_ifs.kept()
        self._tell()
