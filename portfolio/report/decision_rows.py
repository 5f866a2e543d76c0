"""Every initiative with what the plan says of it and what was decided about it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

import numpy as np

from portfolio.model import Decision, DecisionOption, Portfolio, in_order
from portfolio.model.amounts import amount_text
from portfolio.model.days import day_text
from portfolio.model.decided import held_decisions
from portfolio.model.text import plural
from portfolio.report.decision_clashes import decided_apart
from portfolio.report.decision_dues import LapseKind, dues
from portfolio.report.initiative_lines import overall_demand
from portfolio.report.verdict_words import Fated, fated
from portfolio.report.vote_words import votes_text

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.report.of_record_standing import Standing

DecisionState = Literal["undecided", "decided", "no longer holds"]

_BREAKING: frozenset[LapseKind] = frozenset(
    {
        *("gone", "cut now", "funded now", "size", "start"),
        *("condition missed", "kill criterion failed"),
    }
)
_SOON = timedelta(days=30)
_NEAR = timedelta(days=300)


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """What a table of decisions reads.

    Attributes:
        place: in the order of a session, 0 first; see ``session_order``.
        fated: what the plan says.
        decision: the one that holds; None while nothing is decided.
        broken: why the decision no longer holds; empty while it does.
        today: by which conditions fall due.
        money: that the decision grants, in words; empty for none.
        amount: the first of them as a number, to sort by; None for none.
        apart: ``was decided twice …``, by two versions of the file; empty when it was not.
        draft: the option of a decision that was entered and is not recorded; None without.
    """

    key: str
    name: str
    code: str
    place: int
    fated: Fated
    decision: Decision | None
    broken: str
    today: date
    money: str = ""
    amount: float | None = None
    apart: str = ""
    draft: DecisionOption | None = None

    @property
    def state(self) -> DecisionState:
        """Whether it is decided, and whether that still holds."""
        if self.decision is None:
            return "undecided"
        return "no longer holds" if self.broken else "decided"

    @property
    def open_terms(self) -> int:
        """How many conditions are neither met nor missed."""
        terms = () if self.decision is None else self.decision.terms
        return sum(term.state == "open" for term in terms)

    @property
    def next_due(self) -> date | None:
        """The first date of an open condition."""
        terms = () if self.decision is None else self.decision.terms
        return min((t.due for t in terms if t.state == "open" and t.due), default=None)

    @property
    def falls_due(self) -> bool:
        """Whether a condition, the kill criterion or the review is past or due in 30 days."""
        if self.decision is None:
            return False
        kill = self.decision.kill
        judged = None if kill is None or kill.outcome != "not judged" else kill.date
        days = (self.next_due, judged, self.decision.review)
        return any(day is not None and day <= self.today + _SOON for day in days)

    @property
    def signs(self) -> tuple[str, ...]:
        """Its state, and which of ``due``, ``apart`` and ``draft`` are to be said of it."""
        also = {"due": self.falls_due, "apart": self.apart, "draft": self.draft}
        return (self.state, *(sign for sign, said in also.items() if said))

    @property
    def terms_text(self) -> str:
        """``2 open, 31 Mar``, with the year when that is far; empty without a condition."""
        if not self.open_terms:
            settled = self.decision is not None and bool(self.decision.terms)
            said = self.decision is not None and bool(self.decision.conditions.strip())
            return "all settled" if settled else "in words" if said else ""
        due = self.next_due
        return f"{self.open_terms:,} open" + (f", {_near(due, self.today)}" if due else "")

    @property
    def votes(self) -> str:
        """``5 for, 2 against``; empty without a vote."""
        return "" if self.decision is None else votes_text(self.decision.votes)


def _near(day: date, today: date) -> str:
    """Return a day without its year when there is no doubt about that."""
    return day_text(day).rpartition(" ")[0] if abs(day - today) < _NEAR else day_text(day)


def decision_rows(results: Results, broken: Mapping[str, str], today: date) -> list[DecisionRow]:
    """Return one row an initiative, in the order of a session.

    Args:
        results: with the plan.
        broken: initiative id to why its decision no longer holds.
        today: by which conditions fall due.
    """
    portfolio, rows = results.portfolio, []
    held, apart = held_decisions(portfolio), decided_apart(portfolio)
    for place, key in enumerate(session_order(results)):
        record, decision = portfolio.initiatives[key], held.get(key)
        money = {} if decision is None else money_by_unit(portfolio, decision)
        rows.append(
            DecisionRow(
                key,
                record.name,
                record.code,
                place,
                fated(portfolio, results.plan, key),
                decision,
                "" if decision is None else broken.get(key, ""),
                today,
                money_text(money),
                next(iter(money.values()), None),
                apart.get(key, ""),
            )
        )
    return rows


def no_longer_holding(
    portfolio: Portfolio, standing: Standing | None, today: date
) -> dict[str, str]:
    """Return initiative id to why the decision on it no longer holds, in sentences.

    The plan of now does not do what was decided, a condition was missed, or the kill
    criterion was failed. What is merely due is no reason, and neither is a newer decision.

    Args:
        portfolio: the document.
        standing: of the last plan of record; None without one.
        today: against which dates are held.
    """
    found: dict[str, str] = {}
    for lapse in dues(portfolio, today) if standing is None else standing.lapses:
        if lapse.kind in _BREAKING:
            found[lapse.initiative] = f"{found.get(lapse.initiative, '')} {lapse.sentence}".strip()
    return found


def session_order(results: Results) -> list[str]:
    """Return the ids in the order in which a session takes them: what is contested and costly.

    By falling ``money * spread``; ``money`` is the likely demand for all resources of
    capital at full size, ``spread`` the sum over the criteria of weight times highest less
    lowest rating as a share of the scale, 0 to 1. Ties, such as where nobody or one person
    rated, by falling money; ties of those in the order of the screen.
    """
    portfolio = results.portfolio
    capital = [
        (key, record)
        for key, record in in_order(portfolio.resources)
        if record.category == "capital"
    ]
    spreads, periods = _spreads(results), list(portfolio.periods)
    asked: dict[str, tuple[float, float]] = {}
    for key, record in in_order(portfolio.initiatives):
        amounts = (overall_demand(record, resource, periods) for resource in capital)
        money = math.fsum(amount for amount in amounts if amount is not None)
        asked[key] = (-money * spreads.get(key, 0.0), -money)
    return sorted(asked, key=asked.__getitem__)


def _spreads(results: Results) -> dict[str, float]:
    matrix = results.matrix
    if matrix is None or not matrix.initiative_ids or not matrix.criterion_ids:
        return {}
    shares = np.nan_to_num(matrix.spread / (matrix.scales.high - matrix.scales.low), posinf=0.0)
    weighted: list[float] = (shares @ matrix.weights).tolist()
    return dict(zip(matrix.initiative_ids, weighted, strict=True))


def money_by_unit(portfolio: Portfolio, decision: Decision) -> dict[str, float]:
    """Return unit to what a decision grants of all resources of capital in it."""
    found: dict[str, float] = {}
    for key, resource in in_order(portfolio.resources):
        granted = decision.amounts.get(key)
        if resource.category == "capital" and granted:
            added = math.fsum(granted.values())
            found[resource.unit] = found.get(resource.unit, 0.0) + added
    return found


def money_text(money: Mapping[str, float]) -> str:
    """Return amounts by unit as ``$4.2M and €1M``; empty for none."""
    return " and ".join(amount_text(amount, unit) for unit, amount in money.items())


def state_counts(rows: Iterable[DecisionRow]) -> Counter[str]:
    """Return how many rows have each sign."""
    return Counter(sign for row in rows for sign in row.signs)


def headline(rows: Sequence[DecisionRow]) -> str:
    """Return how far the session is, in a sentence."""
    counts, total = state_counts(rows), len(rows)
    if not total:
        return "There is nothing to decide on yet."
    left = counts["undecided"]
    if left == total:
        return f"Nothing is decided yet: {plural(total, 'initiative')} to go."
    if left:
        return f"{total - left:,} of {plural(total, 'initiative')} decided, {left:,} to go."
    return f"All {total:,} are decided." if total > 1 else "It is decided."


def attention(rows: Sequence[DecisionRow]) -> str:
    """Return what of the decisions needs a look, in a sentence; empty when nothing does."""
    counts = state_counts(rows)
    parts = []
    if broken := counts["no longer holds"]:
        parts.append(f"{plural(broken, 'decision')} no longer {'hold' if broken > 1 else 'holds'}")
    if apart := counts["apart"]:
        verb = "was" if apart == 1 else "were"
        parts.append(f"{plural(apart, 'initiative')} {verb} decided twice, in two versions")
    if due := counts["due"]:
        number = f"{due:,}" if broken else plural(due, "decision")
        verb = "has" if due == 1 else "have"
        parts.append(f"{number} {verb} a date that is past or in the next 30 days")
    return f"{'; '.join(parts)}." if parts else ""
