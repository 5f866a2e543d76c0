"""The columns of the plan, line by line."""

from __future__ import annotations

from portfolio.model.amounts import amount_text
from portfolio.model.verdict_marks import key_sentence, marked
from portfolio.report import FundingRow
from ui.tables.column import Column, Row

_WATERLINE = {"fund": "Funded", "defer": "Deferred", "cut": "Cut"}
_TONES = {"fund": "funded", "defer": "funded", "cut": "muted", None: "muted"}
_FIRST = ("fund", "defer", None, "cut")


def plan_columns(unit: str, worth_title: str, *, by_hand: bool = False) -> list[Column[FundingRow]]:
    """Return the columns; ``unit`` and ``worth_title`` say what the plan maximizes.

    While a plan is edited by hand, the best one stands where the waterline stood.
    """
    return [
        Column(
            "fate",
            "By hand" if by_hand else "Plan",
            fate_words,
            sort=lambda r: (_FIRST.index(r.fate), not r.origin, r.origin),
            tone=lambda r: "forced" if r.origin else _TONES[r.fate],
            about=key_sentence(),
            width=19,
        ),
        Column("code", "Code", lambda r: r.code, width=7, searched=True, hidden=True),
        Column("name", "Initiative", lambda r: r.name, width=24, searched=True),
        *_numbers(unit, worth_title),
        Column(
            "waterline",
            "Best plan" if by_hand else "By rank",
            lambda r: "" if r.waterline is None else marked(_WATERLINE[r.waterline], r.waterline),
            tone=lambda r: "warning" if _differs(r) else "muted",
            about="What the best plan does"
            if by_hand
            else "What funding straight down the ranking would do",
            width=9,
        ),
        Column("level", "Level", lambda r: r.level, width=9, hidden=True),
        Column("reason", "Why", lambda r: r.reason or "…", width=13, searched=True),
    ]


def _numbers(unit: str, worth_title: str) -> list[Column[FundingRow]]:
    return [
        Column(
            "worth",
            worth_title,
            lambda r: "not valued" if r.worth is None else amount_text(r.worth, unit),
            "number",
            sort=lambda r: r.worth,
            width=10,
        ),
        Column(
            "rank",
            "Rank",
            lambda r: str(r.rank) if r.rank else "–",
            "number",
            sort=lambda r: r.rank or None,
            width=6,
        ),
        Column(
            "price",
            "Price of the opposite",
            lambda r: "" if r.price is None else amount_text(r.price, unit),
            "number",
            sort=lambda r: r.price,
            about="Value lost when this verdict is reversed and the rest is chosen anew",
            hidden=True,
            width=12,
        ),
    ]


def fate_words(row: FundingRow) -> str:
    """Return the verdict behind its mark, by which rule if one decided it or holds it."""
    fated = row.fated
    if not fated.origin:
        return marked(fated.word or "No plan", fated.fate)
    later = f", {fated.word[0].lower()}{fated.word[1:]}" if fated.fate == "defer" else ""
    return marked(f"{fated.origin.capitalize()}{later}", fated.fate, fated.origin)


def _differs(row: FundingRow) -> bool:
    """Whether the waterline funds what the plan cuts, or the other way round."""
    return row.waterline is not None and (row.waterline == "cut") != (row.fate == "cut")


def plan_rows(rows: list[FundingRow]) -> list[Row[FundingRow]]:
    """Return table rows by initiative id."""
    return [Row(row.key, row) for row in rows]
