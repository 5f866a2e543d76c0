"""Asks raters for ballots: from the dialog to the papers in a folder.

Backing out of anything on the way leads back to the dialog, with all that was entered.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from portfolio.edit.ballots import invite, papers
from portfolio.errors import PortfolioError, Tick
from portfolio.model import Portfolio, new_id
from portfolio.model.text import listed, plural
from ui.actions.ballot_taking import ballot_folder
from ui.context import Context
from ui.dialogs.ballots_ask import AskForBallots
from ui.dialogs.ballots_asking import Asking
from ui.jobs import Outcome, Partial
from ui.messages import Question

_REPLACE, _ELSEWHERE, _CANCEL = "Replace them", "Another folder…", "Cancel"


@dataclass(frozen=True, slots=True)
class _Place:
    """A folder, rater id to the name of a file in it, and whether files are replaced there."""

    folder: Path
    names: Mapping[str, str]
    over: bool = False


def ask_for_ballots(context: Context) -> None:
    """Show the dialog; what comes of it is written into a folder."""
    from portfolio.report.ballot_choices import criterion_choices, initiative_choices

    portfolio = context.document.portfolio
    dialog = AskForBallots(
        portfolio,
        initiative_choices(portfolio),
        criterion_choices(portfolio),
        context.messages.parent_window,
    )
    dialog.asked.connect(lambda asking: _choose_folder(context, dialog, asking))
    dialog.open()


def _choose_folder(context: Context, dialog: AskForBallots, asking: Asking) -> None:
    from portfolio.report.ballot_files import already_there, paper_names

    names = paper_names(asking.with_people(context.document.portfolio), list(asking.invitations))
    folder = context.messages.folder_path("Folder for the ballot papers", ballot_folder(context))
    if folder is None:
        return
    there = already_there(folder, names)
    if not there:
        _write(context, dialog, asking, _Place(folder, names))
        return
    answer = context.messages.ask(_taken(folder, there))
    if answer == _ELSEWHERE:
        _choose_folder(context, dialog, asking)
    elif answer == _REPLACE:
        _write(context, dialog, asking, _Place(folder, names, over=True))


def _taken(folder: Path, there: Collection[str]) -> Question:
    are = "is a file of that name" if len(there) == 1 else "are files of those names"
    return Question(
        title="Files are there already",
        text=f"In {folder.name or folder} there {are} already: {listed(there)}.",
        answers=(_REPLACE, _ELSEWHERE, _CANCEL),
        default=_ELSEWHERE,
        detail="A paper that is replaced stays beside it as a backup. What a rater has filled in "
        "there and you have not taken in yet would only be in that backup.",
    )


def _write(context: Context, dialog: AskForBallots, asking: Asking, place: _Place) -> None:
    folder = place.folder
    portfolio = asking.with_people(context.document.portfolio)
    start = tuple(asking.invitations) if asking.from_earlier else ()

    def work(tick: Tick, _partial: Partial) -> tuple[str, ...]:
        from portfolio.report.ballot_files import write_papers

        made = papers(portfolio, asking.invitations, new_id, from_earlier=start)
        return write_papers(folder, made, place.names, over=place.over, tick=tick)

    def done(notes: tuple[str, ...]) -> None:
        dialog.accept()
        context.settings.change(ballot_folder=str(folder))
        number = len(asking.invitations)
        count = plural(number, "rater")
        after = _invited(context.document.portfolio, asking)
        context.document.apply(f"Ask {count} for ballots", after)
        said = " ".join(notes)
        context.messages.notice(
            f"{plural(number, 'ballot paper')} written to {folder}. {said}".rstrip()
        )

    def failed(error: PortfolioError) -> None:
        context.messages.show_error(error, "Not all ballot papers were written")
        dialog.open()

    dialog.hide()
    outcome = Outcome(done=done, failed=failed, cancelled=dialog.open)
    context.jobs.start("Writing ballot papers", work, outcome)


def _invited(portfolio: Portfolio, asking: Asking) -> Portfolio:
    """Return the portfolio as it is now, with the people and the invitations."""
    return invite(asking.with_people(portfolio), asking.invitations)
