"""Weights from judgments, and whether the list could turn its own order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from portfolio.edit import set_weighting, set_weights, weight_shares
from portfolio.errors import Tick
from portfolio.model import in_order
from ui.actions.action import Action
from ui.context import Context
from ui.dialogs.text_dialog import TextDialog
from ui.dialogs.weights_dialog import WeightsDialog
from ui.jobs import Job, Outcome, Partial

if TYPE_CHECKING:
    from portfolio.ranking.elicited import Elicited, Judgments


class Weighing(QObject):
    """Works out what a dialog's judgments lead to; only the latest answer counts."""

    def __init__(self, context: Context, dialog: WeightsDialog) -> None:
        super().__init__(dialog)
        self._context = context
        self._dialog = dialog
        self._job: Job | None = None
        dialog.judged.connect(self._judge)
        dialog.weights_chosen.connect(self._use)
        dialog.finished.connect(self._stop)

    def _judge(self, judgments: Judgments) -> None:
        self._stop()
        portfolio = self._context.document.portfolio

        def work(_tick: Tick, _partial: Partial) -> Elicited:
            from portfolio.lessons.feed import fed

            return judgments.elicit(fed(portfolio))

        outcome = Outcome(done=self._dialog.show_weights, failed=self._dialog.show_error)
        self._job = self._context.jobs.start("Weighing", work, outcome, quiet=True)

    def _use(self, label: str, found: Elicited) -> None:
        document = self._context.document
        weighed = set_weights(document.portfolio, dict(found.weights))
        document.apply(label, set_weighting(weighed, "direct"))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()


def _set_weights(context: Context) -> None:
    portfolio = context.document.portfolio
    names = {key: record.name for key, record in in_order(portfolio.criteria)}
    parent = context.messages.parent_window
    dialog = WeightsDialog(names, weight_shares(portfolio), context.theme, parent)
    Weighing(context, dialog)
    dialog.judge()
    dialog.open()


def _check_reversal(context: Context) -> None:
    """Drop initiatives one at a time in the background, and tell what that does."""
    portfolio = context.document.portfolio

    def work(tick: Tick, _partial: Partial) -> str:
        from portfolio.lessons.feed import fed
        from portfolio.ranking import build_matrix, method_named, reversal_sentence

        settings = portfolio.settings
        method, matrix = method_named(settings.method), build_matrix(fed(portfolio))
        said = reversal_sentence(matrix, method, settings.missing, tick)
        return f"{method.title}\n\n{said}"

    def show(text: str) -> None:
        TextDialog("Rank reversal", text, context.messages.parent_window).open()

    outcome = Outcome(
        done=show,
        failed=lambda error: context.messages.show_error(error, "Rank reversal was not checked"),
    )
    context.jobs.start("Looking for rank reversal", work, outcome)


WEIGHT_ACTIONS: tuple[Action, ...] = (
    Action(
        "edit.weights",
        "Set weights from judgments…",
        "Edit",
        _set_weights,
        "Ctrl+Shift+W",
        lambda context: bool(context.document.portfolio.criteria),
        starts_group=True,
    ),
)
REVERSAL_ACTIONS: tuple[Action, ...] = (
    Action(
        "view.reversal",
        "Check for rank reversal",
        "View",
        _check_reversal,
        "Ctrl+Shift+R",
        lambda context: bool(context.document.portfolio.initiatives),
    ),
)
