"""Importing from beginning to end: read, propose, let the person look, apply, report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from portfolio.edit import followed_through, rederived
from portfolio.errors import PortfolioError, Tick
from portfolio.model import Portfolio
from portfolio.model.text import plural, quoted
from ui.context import Context
from ui.dialogs.import_book import BookPreview
from ui.dialogs.import_preview import ImportPreview
from ui.dialogs.text_dialog import TextDialog
from ui.jobs import Job, Outcome, Partial, Work

if TYPE_CHECKING:
    from portfolio.exchange import Choices, Proposal, Report, Sheet
    from portfolio.exchange.book import BookPlan

_TITLE = "Import a table"


class ImportFlow(QObject):
    """One import. Reading and proposing run as jobs; the import is one undo step."""

    def __init__(self, context: Context, path: Path | None, text: str = "") -> None:
        super().__init__(context.messages.parent_window)
        self._context = context
        self._path = path
        self._text = text
        self._sheet: Sheet | None = None
        self._base: Portfolio | None = None
        self._job: Job | None = None
        self._over = False
        self.preview: ImportPreview | None = None
        self.book: BookPreview | None = None

    def start(self) -> None:
        """Read the table and show what it would become."""
        self._read()

    def _read(self, sheet: str | None = None, encoding: str | None = None) -> None:
        path, text = self._path, self._text
        name = path.name if path is not None else "the pasted table"

        base = self._context.document.portfolio

        def work(tick: Tick, _partial: Partial) -> Sheet | BookPlan:
            from portfolio.exchange import read_path, read_text
            from portfolio.exchange.book import is_book, is_part, plan_book, read_book

            if path is None:
                return read_text(text)
            found = read_path(path, sheet=sheet, encoding=encoding, tick=tick)
            if sheet is None and (is_book(found) or is_part(found)):
                return plan_book(read_book(path, tick), base)
            return found

        self._base = base
        self._run(f"Reading {name}", work, self._take)

    def _take(self, found: Sheet | BookPlan) -> None:
        from portfolio.exchange import Sheet

        if isinstance(found, Sheet):
            self._sheet = found
            self._propose(None)
        else:
            self._show_book(found)

    def _show_book(self, plan: BookPlan) -> None:
        """Show what the sheets of a whole portfolio would do."""
        self.book = BookPreview(self._context.theme, self._context.messages.parent_window)
        self.book.import_requested.connect(self._apply_book)
        self.book.rejected.connect(self._end)
        self.book.show_plan(plan)
        self.book.open()

    def _apply_book(self, plan: BookPlan) -> None:
        context = self._context
        if self._base is not context.document.portfolio or self._path is None:
            self._failed(PortfolioError("The document changed meanwhile.", "", "Import again."))
            return
        from portfolio.report.decision_verbs import imported

        author, now = context.settings.preferences.author, datetime.now(UTC)
        portfolio = imported(self._base, rederived(plan.portfolio), author, now)
        context.document.apply(f"Import {quoted(self._path.name)}", portfolio)
        context.messages.notice(plan.summary)
        self._end()
        if self.book is not None:
            self.book.accept()

    def _propose(self, choices: Choices | None) -> None:
        sheet, base = self._sheet, self._context.document.portfolio
        if sheet is None:
            return
        self._base = base

        def work(tick: Tick, _partial: Partial) -> Proposal:
            from portfolio.exchange import propose

            return propose(sheet, base, choices, tick)

        self._run("Looking at the table", work, self._show)

    def _run(self, title: str, work: Work, done: Callable[[Any], None]) -> None:
        """Run a job; what an earlier one would have said is no longer wanted.

        A field that loses the keyboard while its dialog closes may still ask for one.
        """
        if self._over:
            return
        if self._job is not None:
            self._job.cancel()
        if self.preview is not None:
            self.preview.show_working(f"{title}…")
        outcome = Outcome(done=done, failed=self._failed)
        self._job = self._context.jobs.start(title, work, outcome)

    def _failed(self, error: PortfolioError) -> None:
        self._context.messages.show_error(error, _TITLE)

    def _show(self, proposal: Proposal) -> None:
        if self.preview is None:
            self._open_preview()
        if self.preview is not None:
            self.preview.show_proposal(proposal)

    def _open_preview(self) -> None:
        from portfolio.exchange import all_meanings

        context = self._context
        meanings = all_meanings(context.document.portfolio)
        self.preview = ImportPreview(meanings, context.theme, context.messages.parent_window)
        self.preview.choices_changed.connect(self._propose)
        self.preview.sheet_chosen.connect(lambda name: self._read(sheet=name))
        self.preview.encoding_chosen.connect(lambda name: self._read(encoding=name))
        self.preview.import_requested.connect(self._import)
        self.preview.rejected.connect(self._end)
        self.preview.open()

    def _import(self, proposal: Proposal) -> None:
        base = self._base
        if base is None or base is not self._context.document.portfolio:
            self._propose(proposal.choices)
            self._context.messages.notice("The document has changed; please look once more.")
            return

        def work(tick: Tick, _partial: Partial) -> tuple[Portfolio, Report]:
            from portfolio.exchange import apply_proposal

            portfolio, report = apply_proposal(proposal, base, tick)
            return followed_through(portfolio, base, datetime.now(UTC)), report

        self._run("Importing", work, self._apply)

    def _apply(self, imported: tuple[Portfolio, Report]) -> None:
        portfolio, report = imported
        context = self._context
        if self._base is not context.document.portfolio:
            self._failed(PortfolioError("The document changed meanwhile.", "", "Import again."))
            return
        count = len(report.added) + len(report.updated)
        source = quoted(self._path.name) if self._path is not None else "a pasted table"
        context.document.apply(f"Import {plural(count, 'initiative')} from {source}", portfolio)
        context.messages.notice(report.summary)
        self._end()
        if self.preview is not None:
            self.preview.accept()
        if report.added:
            context.selection.select(report.added[0])
        context.requests.page_requested.emit("initiatives")
        if report.problems or len(report.skipped) > 1:
            dialog = TextDialog(_TITLE, report_text(report), context.messages.parent_window)
            dialog.open()

    def _end(self) -> None:
        self._over = True
        if self._job is not None:
            self._job.cancel()
        self.deleteLater()


def start_import(context: Context, path: Path) -> ImportFlow:
    """Import a CSV or Excel file, with a preview; as from the menu or a dropped file."""
    flow = ImportFlow(context, path)
    flow.start()
    return flow


def start_pasted_import(context: Context, text: str) -> ImportFlow:
    """Import a pasted table, with a preview."""
    flow = ImportFlow(context, None, text)
    flow.start()
    return flow


def report_text(report: Report) -> str:
    """Return everything an import did: counts, skipped rows, cells left out, notes."""
    lines = [report.summary]
    if report.created:
        lines += ["", "Created:", *(f"  {creation.title}" for creation in report.created)]
    if report.skipped:
        lines += ["", "Rows that were skipped:"]
        lines += [f"  row {row.number}: {row.reason}" for row in report.skipped]
    if report.problems:
        lines += ["", "Cells that were left out:"]
        lines += [f"  {problem.where}: {problem.what}" for problem in report.problems]
    warned = [row for row in report.rows if row.warning]
    if warned:
        lines += ["", "To look at:", *(f"  row {row.number}: {row.warning}" for row in warned)]
    if report.notes:
        lines += ["", "Notes:", *(f"  {note}" for note in report.notes)]
    return "\n".join(lines)
