"""The columns of the table of decisions."""

from __future__ import annotations

from portfolio.model import DecisionOption
from portfolio.model.days import day_text
from portfolio.model.verdict_marks import marked
from portfolio.report.decision_rows import DecisionRow, DecisionState
from portfolio.report.verdict_words import Fate
from ui.tables import Column

#: What the plan says; pale while the plan is older than the document.
PLAN_COLUMNS = ("plan",)

_WORDS: dict[DecisionOption, str] = {
    "fund": "✓ Fund",
    "fund with conditions": "✓ With conditions",
    "defer": "◷ Defer",
    "cut": "✕ Cut",
}
_TONES: dict[DecisionOption, str] = {
    "fund": "funded",
    "fund with conditions": "funded",
    "defer": "text",
    "cut": "cut",
}
_PLAN_TONES: dict[Fate | None, str] = {
    "fund": "funded",
    "defer": "funded",
    "cut": "muted",
    None: "muted",
}
_STATES: tuple[DecisionState, ...] = ("no longer holds", "undecided", "decided")


def decision_columns() -> list[Column[DecisionRow]]:
    """Return the columns, what is decided right behind what the plan says."""
    return [
        Column("name", "Initiative", lambda row: row.name, width=18, searched=True),
        Column("code", "Code", lambda row: row.code, width=7, searched=True, hidden=True),
        Column(
            "plan",
            "Plan",
            lambda row: marked(row.fated.words, row.fated.fate, row.fated.origin) or "–",
            tone=lambda row: "forced" if row.fated.origin else _PLAN_TONES[row.fated.fate],
            about="What the plan says now",
            width=12,
            searched=True,
        ),
        Column(
            "decision",
            "Decision",
            decision_words,
            sort=lambda row: (_STATES.index(row.state), decision_words(row)),
            tone=_tone,
            tip=_tip,
            width=18,
            searched=True,
        ),
        *_said(),
        *_dates(),
    ]


def decision_words(row: DecisionRow) -> str:
    """Return the decision behind its mark, whether it still holds, and what is not recorded."""
    draft = "" if row.draft is None else f"✎ draft: {_WORDS[row.draft][2:].lower()}"
    if row.decision is None:
        return draft or "undecided"
    words = _WORDS[row.decision.option]
    words = f"⚠ {words[2:]}" if row.broken or row.apart else words
    words = f"{words}, decided twice" if row.apart else words
    return f"{words}; {draft}" if draft else words


def _said() -> list[Column[DecisionRow]]:
    return [
        Column(
            "owner",
            "Owner",
            lambda row: "" if row.decision is None else row.decision.owner,
            width=17,
            searched=True,
        ),
        Column(
            "money",
            "Money",
            lambda row: row.money,
            "number",
            sort=lambda row: row.amount,
            about="What the decision grants of all resources of capital",
            width=8,
        ),
        Column("terms", "Conditions", lambda row: row.terms_text, sort=_due, width=15),
    ]


def _dates() -> list[Column[DecisionRow]]:
    return [
        Column(
            "review",
            "Review",
            lambda row: (
                day_text(row.decision.review) if row.decision and row.decision.review else ""
            ),
            sort=lambda row: row.decision.review if row.decision else None,
            width=12,
        ),
        Column("votes", "Votes", lambda row: row.votes, width=12),
        Column(
            "place",
            "Order",
            lambda row: f"{row.place + 1:,}",
            "number",
            sort=lambda row: row.place,
            about="In which order a session takes them: money that is asked for, "
            "times how far the raters are apart",
            hidden=True,
            width=7,
        ),
    ]


def _due(row: DecisionRow) -> tuple[bool, str] | None:
    due = row.next_due
    return None if not row.terms_text else (due is None, "" if due is None else due.isoformat())


def _tone(row: DecisionRow) -> str:
    if row.decision is None:
        return "muted" if row.draft is None else "text"
    return "warning" if row.broken or row.apart else _TONES[row.decision.option]


def _tip(row: DecisionRow) -> str:
    reason = "" if row.decision is None else row.decision.reason
    apart = f"It {row.apart}" if row.apart else ""
    terms = f"Conditions: {row.terms_text}" if row.terms_text else ""
    parts = (decision_words(row), terms, row.broken, apart, reason)
    return "\n".join(part for part in parts if part)
