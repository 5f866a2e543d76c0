"""Save a redacted copy: show what goes, ask where, save it there."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from portfolio.analysis import analyze
from portfolio.edit.redacted import Part, Redaction, redacted
from portfolio.errors import PortfolioError, Tick
from portfolio.files import fingerprint, save
from portfolio.model import Portfolio
from portfolio.model.text import quoted
from portfolio.report.redaction_words import verdicts_in_words
from ui.actions.action import Action
from ui.context import Context
from ui.dialogs.redaction_dialog import RedactionDialog
from ui.filing.names import PATTERNS, SUFFIX, with_suffix
from ui.jobs import Outcome, Partial

_TITLE = "Save a redacted copy"


def _ask(context: Context) -> None:
    """Let the person choose what has to go; what is merely being tried is left out."""
    portfolio = context.document.without_tried()
    dialog = RedactionDialog(context.theme, context.messages.parent_window)
    dialog.parts_changed.connect(partial(_preview, context, dialog, portfolio))
    dialog.copy_requested.connect(partial(_ask_where, context, portfolio))
    dialog.open()


def _preview(
    context: Context, dialog: RedactionDialog, portfolio: Portfolio, parts: tuple[Part, ...]
) -> None:
    over: list[int] = []
    dialog.finished.connect(over.append)

    def work(_tick: Tick, _partial: Partial) -> Redaction:
        return _redacted(portfolio, parts, {})

    def done(redaction: Redaction) -> None:
        if not over:
            dialog.show_redaction(redaction)

    context.jobs.start("Looking for what goes", work, Outcome(done=done), quiet=True)


def _redacted(portfolio: Portfolio, parts: tuple[Part, ...], verdicts: dict[str, str]) -> Redaction:
    now = datetime.now(UTC).replace(microsecond=0)
    return redacted(portfolio, parts, now=now, verdicts=verdicts)


def _ask_where(context: Context, portfolio: Portfolio, parts: tuple[Part, ...]) -> None:
    original = context.document.path
    folder = original.parent if original is not None else Path.home()
    stem = original.stem if original is not None else "portfolio"
    suggestion = folder / f"{stem} redacted{SUFFIX}"
    path = context.messages.save_path(_TITLE, PATTERNS, suggestion)
    if path is None:
        return
    path = with_suffix(path)
    if original is not None and os.path.realpath(path) == os.path.realpath(original):
        error = PortfolioError(
            "The copy would replace the original.", path.name, "Give it another name."
        )
        context.messages.show_error(error, _TITLE)
        return
    outcome = Outcome(
        done=lambda notes: context.messages.notice(" ".join(notes)),
        failed=lambda error: context.messages.show_error(error, "The copy was not saved"),
        cancelled=lambda: context.messages.notice("The copy was not saved: it was stopped."),
    )
    context.jobs.start(f"Saving {path.name}", _writer(portfolio, parts, path), outcome)


def _writer(
    portfolio: Portfolio, parts: tuple[Part, ...], path: Path
) -> Callable[[Tick, Partial], tuple[str, ...]]:
    """Return the work that makes the copy and saves it; the plan is worked out if it is kept."""

    def work(tick: Tick, _partial: Partial) -> tuple[str, ...]:
        # The person has agreed to replace what is there at this moment.
        expected = fingerprint(path)
        verdicts = {}
        if "money" in parts:
            verdicts = verdicts_in_words(analyze(portfolio, upto="plan", tick=tick))
        copy = _redacted(portfolio, parts, verdicts).portfolio
        saved = save(path, copy, expected_sha256=expected, tick=tick)
        said = f"Saved {quoted(path.name)}. Read it before you give it away."
        return (said, *saved.notes)

    return work


REDACTION_ACTIONS: tuple[Action, ...] = (
    Action("file.redact", "Save a redacted copy…", "File", _ask, "Ctrl+Alt+Shift+S"),
)
