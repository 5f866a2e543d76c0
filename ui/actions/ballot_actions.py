"""Ballots: asking, taking in, how far the round is, revealing; and handing in a paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject

from portfolio.edit.ballots_marking import hand_in, reopen
from portfolio.edit.ballots_revealing import reveal
from portfolio.errors import PortfolioError, Tick
from portfolio.files.journal import recorded
from portfolio.model import Entry, Portfolio
from portfolio.model.text import plural
from ui.actions.action import Action
from ui.actions.ballot_asking import ask_for_ballots
from ui.actions.ballot_taking import ask_and_take
from ui.actions.file_actions import SAMPLE_MENU
from ui.actions.preferences import author_of
from ui.context import Context
from ui.dialogs.ballots_panel import BallotsPanel
from ui.jobs import Outcome, Partial
from ui.messages import Question

_MENU = "File/Ballots"
_ANYWHERE = (SAMPLE_MENU, "Help")
_REVEAL, _NOT_YET = "Reveal all", "Not yet"
_CHANGED = PortfolioError(
    "The document was changed meanwhile, and nothing is revealed.", remedy="Reveal once more."
)
_HAND_IN, _GO_ON = "Hand in all the same", "Go on rating"
#: What makes sense on a ballot paper, beside what belongs to papers alone.
_ON_PAPER = frozenset(
    {
        "file.new",
        "file.open",
        "file.open_for_editing",
        "file.open_read_only",
        "file.save",
        "file.save_as",
        "file.save_copy",
        "file.revert",
        "file.restore_backup",
        "file.quit",
        "edit.undo",
        "edit.redo",
        "edit.preferences",
        "view.light",
        "view.dark",
        "view.system",
        "view.larger",
        "view.smaller",
        "view.normal",
        "ballot.hand_in",
    }
)


def serves_here(action: Action, context: Context) -> bool:
    """Whether an action has anything to do with the kind of document that is open."""
    if not _is_paper(context):
        return True
    return action.id in _ON_PAPER or action.menu in _ANYWHERE


def _is_paper(context: Context) -> bool:
    return context.document.portfolio.paper is not None


def _can_ask(context: Context) -> bool:
    portfolio = context.document.portfolio
    return not _is_paper(context) and bool(portfolio.initiatives and portfolio.criteria)


def _can_take(context: Context) -> bool:
    return not _is_paper(context) and bool(context.document.portfolio.raters)


def _can_reveal(context: Context) -> bool:
    return not _is_paper(context) and bool(context.document.portfolio.ballots)


def _show_panel(context: Context) -> None:
    from portfolio.report.ballot_rows import SEALED

    panel = BallotsPanel(SEALED, context.messages.parent_window)
    refresh = _refresher(context, panel)
    following = context.document.portfolio_changed.connect(refresh)
    # Ended twice, by Escape and by its frame, it has nothing more to follow.
    panel.finished.connect(lambda: QObject.disconnect(following))
    panel.wanted.connect(context.requests.action_requested)
    panel.reminder_wanted.connect(lambda: _remind(context, panel))
    refresh()
    panel.open()


def _refresher(context: Context, panel: BallotsPanel) -> Callable[[], None]:
    from portfolio.report.ballot_rows import ballot_rows, ballots_line, to_remind

    def refresh() -> None:
        portfolio, today = context.document.portfolio, datetime.now().astimezone().date()
        rows, line = ballot_rows(portfolio, today), ballots_line(portfolio, today)
        late = len(to_remind(rows))
        panel.show_rows(rows, line, sealed=len(portfolio.ballots), late=late)

    return refresh


def _remind(context: Context, panel: BallotsPanel) -> None:
    from portfolio.report.ballot_rows import ballot_rows, reminder, to_remind

    portfolio, today = context.document.portfolio, datetime.now().astimezone().date()
    late = to_remind(ballot_rows(portfolio, today))
    panel.show_reminder(reminder(portfolio, today), [row.name for row in late])


def _reveal(context: Context) -> None:
    from portfolio.report.ballot_rows import ballots_line

    document = context.document
    now = datetime.now(UTC)
    count = plural(len(document.portfolio.ballots), "ballot")
    question = Question(
        title="Reveal the ballots",
        text=f"Reveal {count} at once?",
        answers=(_REVEAL, _NOT_YET),
        default=_NOT_YET,
        detail=f"{ballots_line(document.portfolio, now.astimezone().date())} Ratings that a rater "
        "gave before stay in their history. Undo seals the ballots again.",
    )
    if context.messages.ask(question) == _REVEAL:
        _reveal_all(context, now)


def _reveal_all(context: Context, now: datetime) -> None:
    """Reveal in the background: the entry of the log holds a fingerprint of the document."""
    document, sealed = context.document, context.document.portfolio
    count = plural(len(sealed.ballots), "ballot")
    what = f"{count} revealed."
    entry = Entry(at=now, kind="reveal", what=what, who=author_of(context))

    def work(_tick: Tick, _partial: Partial) -> Portfolio:
        return recorded(reveal(sealed, now), entry)

    def done(shown: Portfolio) -> None:
        if document.portfolio is not sealed:
            failed(_CHANGED)
            return
        document.apply(f"Reveal {count}", shown)
        context.messages.notice(f"{what} Ctrl+Z seals them again.")

    def failed(error: PortfolioError) -> None:
        context.messages.show_error(error, "Not revealed")

    context.jobs.start(f"Revealing {count}", work, Outcome(done=done, failed=failed))


def _hand_in(context: Context) -> None:
    from portfolio.report.ballot_view import as_before_words, missing_words

    context.filing.typing_wanted.emit()
    document = context.document
    paper = document.portfolio.paper
    if paper is None:
        return
    if paper.handed_in is not None:
        document.apply("Open the ballot again", reopen(document.portfolio))
        return
    left, before = missing_words(document.portfolio), as_before_words(document.portfolio)
    question = Question(
        title="Hand in",
        text=f"{left or before} Hand in the ballot all the same?",
        answers=(_HAND_IN, _GO_ON),
        default=_GO_ON,
        detail=f"{before} What is open counts as missing, never as zero." if left else "",
    )
    if (left or before) and context.messages.ask(question) != _HAND_IN:
        return
    document.apply("Hand in the ballot", hand_in(document.portfolio, datetime.now(UTC)))
    context.filing.save()


BALLOT_ACTIONS: tuple[Action, ...] = (
    Action("ballot.ask", "Ask for ballots…", _MENU, ask_for_ballots, "Ctrl+B, A", _can_ask),
    Action("ballot.take", "Take in ballots…", _MENU, ask_and_take, "Ctrl+B, T", _can_take),
    Action(
        "ballot.show",
        "Who has handed in…",
        _MENU,
        _show_panel,
        "Ctrl+B, B",
        lambda context: not _is_paper(context),
    ),
    Action("ballot.reveal", "Reveal the ballots…", _MENU, _reveal, "Ctrl+B, R", _can_reveal),
    Action(
        "ballot.hand_in",
        "Hand in, or open again",
        _MENU,
        _hand_in,
        "Ctrl+B, H",
        _is_paper,
        starts_group=True,
    ),
)
