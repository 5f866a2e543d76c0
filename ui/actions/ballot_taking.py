"""Takes ballot papers in: from a file dialog, or dropped on the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from portfolio.edit.ballots_taking import take_in
from portfolio.errors import PortfolioError, Tick
from portfolio.model import Portfolio
from portfolio.model.text import plural
from ui.context import Context
from ui.dialogs.text_dialog import TextDialog
from ui.jobs import Outcome, Partial

if TYPE_CHECKING:
    from portfolio.edit.ballots_taking import TakenIn, TakenPaper

_PATTERNS = "Ballot papers (*.portfolio);;All files (*)"
_SUFFIX = ".portfolio"
_Read = tuple[list[tuple[str, Portfolio]], "list[TakenPaper]"]


def ballot_folder(context: Context) -> Path | None:
    """Return where papers were last written or taken in; beside the document without such."""
    last, document = context.settings.preferences.ballot_folder, context.document.path
    if last and Path(last).is_dir():
        return Path(last)
    return document.parent if document is not None else None


def ask_and_take(context: Context) -> None:
    """Ask which files came back, and take them in."""
    paths = context.messages.open_paths("Take in ballots", _PATTERNS, ballot_folder(context))
    if paths:
        context.settings.change(ballot_folder=str(paths[0].parent))
        _read(context, paths, lambda found: _take(context, found))


def take_dropped(context: Context, paths: Sequence[Path], otherwise: Callable[[], None]) -> None:
    """Take in files that are dropped if one is a ballot paper of the open document.

    Several papers of other portfolios are told about as well: nothing else could be done
    with them together.
    """
    document = context.document
    if document.portfolio.paper is not None or any(p.suffix.lower() != _SUFFIX for p in paths):
        otherwise()
        return

    def settle(found: _Read) -> None:
        papers = [each.paper for _, each in found[0] if each.paper is not None]
        ours = any(paper.portfolio == document.portfolio.id for paper in papers)
        if ours or len(papers) == len(paths) > 1:
            _take(context, found)
        else:
            otherwise()

    _read(context, paths, settle)


def _read(context: Context, paths: Sequence[Path], then: Callable[[_Read], None]) -> None:
    def work(tick: Tick, _partial: Partial) -> _Read:
        from portfolio.report.ballot_files import read_papers

        return read_papers(paths, tick)

    outcome = Outcome(done=then)
    context.jobs.start(f"Reading {plural(len(paths), 'ballot')}", work, outcome)


def _take(context: Context, found: _Read) -> None:
    """Seal what was read, and once more if the document changes meanwhile."""
    document, before = context.document, context.document.portfolio

    def work(_tick: Tick, _partial: Partial) -> TakenIn:
        return take_in(before, found[0], now=datetime.now(UTC))

    def done(taken: TakenIn) -> None:
        if document.portfolio is before:
            _tell(context, taken, found[1])
        else:
            _take(context, found)

    context.jobs.start("Taking in ballots", work, Outcome(done=done))


def _tell(context: Context, taken: TakenIn, refused: Sequence[TakenPaper]) -> None:
    """Take the sealed ballots over as one step, and tell file by file what became of it."""
    from portfolio.report.ballot_rows import SEALED, ballots_line, taken_lines

    document = context.document
    used = {paper.rater for paper in taken.papers if not paper.refusal}
    papers = sorted((*taken.papers, *refused), key=lambda paper: not paper.refusal)
    if not used:
        where = "\n".join(taken_lines(document.portfolio, papers))
        error = PortfolioError(
            "No ballot was taken in.", where, "Choose files that raters of this portfolio sent."
        )
        context.messages.show_error(error, "Take in ballots")
        return
    label = f"Take in {plural(len(used), 'ballot')}"
    document.apply(label, taken.portfolio)
    context.messages.notice(f"{plural(len(used), 'ballot')} taken in and sealed.")
    if any(paper.refusal or paper.remarks or paper.handed_in is None for paper in papers):
        today = datetime.now().astimezone().date()
        line = ballots_line(document.portfolio, today)
        text = "\n\n".join([line, *taken_lines(document.portfolio, papers), SEALED])
        TextDialog(label, text, context.messages.parent_window).open()
