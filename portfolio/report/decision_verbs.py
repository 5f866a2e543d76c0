"""Verbs that change the record of decisions and say so in its log, in one step."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from portfolio.edit import decide
from portfolio.errors import PortfolioError
from portfolio.files.journal import recorded, recorded_all, taken_in
from portfolio.model import Decision, Entry, FrozenMap, Portfolio, new_id
from portfolio.model.days import day_text
from portfolio.model.decided import name_decided, withdrawn_decisions
from portfolio.model.text import quoted
from portfolio.report.decision_words import Occasion, decision_sentence


def decided_together(
    portfolio: Portfolio,
    decisions: Sequence[Decision],
    occasion: Occasion,
    *,
    against_plan: Collection[str] = (),
) -> Portfolio:
    """Take decisions: they hold from now on, each with an entry at the end of the log.

    Args:
        portfolio: before.
        decisions: as filled in; their time becomes that of the occasion.
        occasion: by whom and when; a what-if that was on is told in every entry.
        against_plan: ids of the initiatives that the plan cuts and these fund, see
            ``decision_draft``.

    Raises:
        PortfolioError: one lacks something, see ``edit.decision_faults``.
    """
    at, entries = occasion.now.astimezone(UTC), []
    after = portfolio
    for decision in decisions:
        key, against = new_id("k"), decision.initiative in against_plan
        after = decide(after, key, replace(decision, at=at), against_plan=against)
        what = f"{decision_sentence(after, after.decisions[key])} {occasion.what_if}".rstrip()
        entries.append(Entry(at, "decision", what, who=occasion.who, record=key))
    return recorded_all(after, entries)


def withdrawn(
    portfolio: Portfolio, decision: str, reason: str, who: str, now: datetime
) -> Portfolio:
    """Withdraw a decision: it stays in the record, and the one before it holds again.

    Args:
        portfolio: before.
        decision: its id.
        reason: why, as a sentence.
        who: as the person is called in the preferences.
        now: with its time zone.

    Raises:
        PortfolioError: without a reason, or when it is withdrawn already.
    """
    record = portfolio.decisions[decision]
    name = quoted(name_decided(portfolio, record))
    where = f"Decision on {name} of {day_text(record.at)}"
    if not reason.strip():
        what = "Withdrawing a decision needs a reason."
        raise PortfolioError(what, where, "Write one sentence why.")
    if decision in withdrawn_decisions(portfolio):
        raise PortfolioError("It is withdrawn already.", where, "Take a new decision instead.")
    said = f"{name}: the decision “{record.option}” withdrawn: {reason.strip()}"
    return recorded(portfolio, Entry(now, "withdrawn", said, who=who, record=decision))


def imported(before: Portfolio, after: Portfolio, who: str, now: datetime) -> Portfolio:
    """Return an imported document with entries for the decisions that came with it.

    Those in the log stay as they were said: one that the import changes is a decision more.
    Nothing is logged into a document without a log.

    Args:
        before: the document.
        after: the same with what was imported.
        who: as the person is called in the preferences.
        now: with its time zone.
    """
    if not before.journal:
        return after
    logged = {entry.record for entry in before.journal.values()}
    decisions = dict(after.decisions.items())
    for key, said in before.decisions.items():
        changed = decisions.get(key)
        if key in logged and changed != said:
            decisions[key] = said
            if changed is not None:
                decisions[new_id("k")] = replace(changed, at=now.astimezone(UTC))
    kept = replace(after, decisions=FrozenMap(decisions))
    return taken_in(kept, who, now, leave=before.decisions)
