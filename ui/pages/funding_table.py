"""The columns of the plan, line by line."""

from __future__ import annotations

from portfolio.model.amounts import amount_text
from portfolio.model.verdict_marks import key_sentence, marked
from portfolio.report import FundingRow
from ui.tables.column import Column, Row

_WORDS = {"fund": "Funded", "cut": "Cut", None: "No plan"}
_TONES = {"fund": "funded", "cut": "muted", None: "muted"}
_FIRST = ("fund", None, "cut")


def plan_columns(unit: str, worth_title: str) -> list[Column[FundingRow]]:
    """Return the columns; ``unit`` and ``worth_title`` say what the plan maximizes."""
    return [
        Column(
            "fate",
            "Plan",
            fate_words,
            sort=lambda r: (_FIRST.index(r.fate), not r.origin, r.origin),
            tone=lambda r: "forced" if r.origin else _TONES[r.fate],
            about=key_sentence(),
            width=12,
        ),
        Column("code", "Code", lambda r: r.code, width=7, searched=True, hidden=True),
        Column("name", "Initiative", lambda r: r.name, width=25, searched=True),
        *_numbers(unit, worth_title),
        Column(
            "waterline",
            "By rank",
            lambda r: "" if r.waterline is None else marked(_WORDS[r.waterline], r.waterline),
            tone=lambda r: "warning" if r.waterline not in (None, r.fate) else "muted",
            about="What funding straight down the ranking would do",
            width=9,
        ),
        Column("level", "Level", lambda r: r.level, width=9, hidden=True),
        Column("reason", "Why", lambda r: r.reason or "…", width=20, searched=True),
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
    return marked(row.origin.capitalize() or _WORDS[row.fate], row.fate, row.origin)


def plan_rows(rows: list[FundingRow]) -> list[Row[FundingRow]]:
    """Return table rows by initiative id."""
    return [Row(row.key, row) for row in rows]
