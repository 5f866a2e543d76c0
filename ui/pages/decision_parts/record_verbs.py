"""What is done with plans of record and the log: freeze, open what was frozen, check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from portfolio.errors import PortfolioError, Tick
from portfolio.files.journal import Since, head_fingerprint, since
from portfolio.files.snapshot import inputs_of_record
from portfolio.model import Portfolio
from portfolio.model.days import day_text
from portfolio.model.text import listed, quoted
from portfolio.report.compare_plans import Planner
from portfolio.report.decision_words import Occasion
from portfolio.report.freeze_words import freeze_summary, freeze_warnings
from portfolio.report.log_rows import PROMISE
from portfolio.report.of_record import freeze
from portfolio.report.of_record_proof import Proof, proof
from ui.context import Context
from ui.dialogs.fingerprint_check import FingerprintCheck
from ui.dialogs.freeze_plan import FreezePlan
from ui.jobs import Outcome, Partial

if TYPE_CHECKING:
    from portfolio.analysis import Results

_CHANGED = PortfolioError(
    "The document was changed meanwhile, and is not frozen.", remedy="Freeze it once more."
)
_NO_PLAN = PortfolioError(
    "There is no plan to freeze.",
    remedy="Wait until it is worked out; where none fits, relax a limit or a rule.",
)


class RecordVerbs:
    """Asks what has to be asked; packing and unpacking run in the background."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def freeze(self, results: Results) -> FreezePlan | None:
        """Ask for title and note, freeze, and show the fingerprint; the dialog if it opened."""
        context = self._context
        summary = freeze_summary(results)
        if not summary:
            context.messages.show_error(_NO_PLAN, "Nothing was frozen")
            return None
        tried = listed(context.document.what_ifs)
        texts = (summary, freeze_warnings(results, tried), PROMISE)
        title = f"Plan of record, {day_text(datetime.now(UTC).astimezone().date())}"
        dialog = FreezePlan(title, texts, context.messages.parent_window)
        dialog.freeze_requested.connect(lambda title, note: self._freeze(dialog, title, note))
        dialog.open()
        return dialog

    def check_fingerprint(self) -> FingerprintCheck:
        """Open the dialog that checks a fingerprint against the log."""
        context = self._context
        dialog = FingerprintCheck(context.messages.parent_window)
        dialog.check_requested.connect(lambda text: self._check(dialog, text))
        dialog.open()
        return dialog

    def open_inputs(self, key: str) -> None:
        """Open what a plan of record followed from, as a read-only document of its own."""
        context = self._context
        record = context.document.portfolio.plans.get(key)
        if record is None:
            return
        name = quoted(record.title)

        def work(_tick: Tick, _partial: Partial) -> Portfolio:
            inputs = inputs_of_record(record)
            return replace(inputs, title=f"{inputs.title}, as frozen in {name}")

        def done(inputs: Portfolio) -> None:
            context.filing.inputs.show(inputs, record.title)

        def failed(error: PortfolioError) -> None:
            context.messages.show_error(error, "The inputs were not opened")

        outcome = Outcome(done=done, failed=failed)
        context.jobs.start(f"Opening the inputs of {name}", work, outcome)

    def prove(self, key: str, initiative: str, then: Callable[[str], None]) -> None:
        """Find out which change moved a line of a plan of record, and hand on the sentence."""
        context = self._context
        portfolio, results = context.document.portfolio, context.analyst.results
        record = portfolio.plans.get(key)
        if record is None or initiative not in portfolio.initiatives:
            return
        planner = Planner()
        if results is not None:
            planner.learn(results)

        def work(tick: Tick, _partial: Partial) -> Proof:
            return proof(record, portfolio, initiative, planner, tick)

        def failed(error: PortfolioError) -> None:
            context.messages.show_error(error, "The change was not found")

        outcome = Outcome(done=lambda found: then(found.sentence), failed=failed)
        name = quoted(portfolio.initiatives[initiative].name)
        context.jobs.start(f"Finding what moved {name}", work, outcome)

    def _check(self, dialog: FingerprintCheck, fingerprint: str) -> None:
        portfolio = self._context.document.portfolio

        def work(_tick: Tick, _partial: Partial) -> Since:
            return since(portfolio, fingerprint)

        outcome = Outcome(done=dialog.show_found, failed=dialog.show_problem)
        self._context.jobs.start("Checking a fingerprint", work, outcome, quiet=True)

    def _freeze(self, dialog: FreezePlan, title: str, note: str) -> None:
        context = self._context
        results = context.analyst.results
        if results is None:
            dialog.show_problem(_NO_PLAN)
            return
        who, tried = context.settings.preferences.author, context.document.what_ifs
        occasion = Occasion(who, datetime.now(UTC), tried)

        def work(_tick: Tick, _partial: Partial) -> Portfolio:
            return freeze(results, title, note, occasion)

        def done(frozen: Portfolio) -> None:
            if context.document.portfolio is not results.portfolio:
                dialog.show_problem(_CHANGED)
                return
            context.document.apply(f"Freeze the plan of record {quoted(title)}", frozen)
            dialog.show_frozen(head_fingerprint(context.document.portfolio))

        outcome = Outcome(done=done, failed=dialog.show_problem)
        context.jobs.start("Freezing the plan of record", work, outcome)
