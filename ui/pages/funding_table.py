"""The columns of the plan, line by line."""

from __future__ import annotations

from portfolio.model.amounts import amount_text
from portfolio.report import FundingRow
from ui.tables.column import Column, Row

_WORDS = {"fund": "✓ Funded", "cut": "– Cut"}
_TONES = {"fund": "funded", "cut": "muted"}


def plan_columns(unit: str, worth_title: str) -> list[Column[FundingRow]]:
    """Return the columns; ``unit`` and ``worth_title`` say what the plan maximizes."""
    return [
        Column(
            "fate",
            "Plan",
            lambda r: f"{_WORDS[r.fate]}{f' ({r.origin})' if r.origin else ''}",
            sort=lambda r: (r.fate == "cut", r.origin),
            tone=lambda r: "forced" if r.origin else _TONES[r.fate],
            width=18,
        ),
        Column("code", "Code", lambda r: r.code, width=7, searched=True),
        Column("name", "Initiative", lambda r: r.name, width=26, searched=True),
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
            "waterline",
            "Waterline",
            lambda r: "" if r.waterline is None else _WORDS[r.waterline],
            tone=lambda r: "warning" if r.waterline not in (None, r.fate) else "muted",
            about="What funding straight down the ranking would do",
            width=10,
        ),
        Column("reason", "Why", lambda r: r.reason or "…", width=58, searched=True),
        Column("level", "Level", lambda r: r.level, width=9, hidden=True),
        Column(
            "price",
            "Price of the opposite",
            lambda r: "" if r.price is None else amount_text(r.price, unit),
            "number",
            sort=lambda r: r.price,
            about="Value lost when this verdict is reversed and the rest is chosen anew",
            width=12,
        ),
    ]


def plan_rows(rows: list[FundingRow]) -> list[Row[FundingRow]]:
    """Return table rows by initiative id."""
    return [Row(row.key, row) for row in rows]
