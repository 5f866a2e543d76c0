"""The columns of the table of rules: in words, what each costs, and who would come and go."""

from __future__ import annotations

from portfolio.report.rule_price_rows import RuleLine, price_cell, share_cell
from ui.tables import Column

_NOT_PRICED = "There is no price: the rule is switched off, met, or adds value itself."
_TO_COME = "The price is not known yet."
_SWAP: tuple[Column[RuleLine], ...] = (
    Column(
        "comes",
        "Would come in",
        lambda line: line.comes,
        about="Funded if the rule were gone (an overridden gate: shut)",
        width=20,
        searched=True,
    ),
    Column(
        "goes",
        "Would go",
        lambda line: line.goes,
        about="No longer funded if the rule were gone (an overridden gate: shut)",
        width=20,
        searched=True,
    ),
    Column(
        "moves",
        "Would change",
        lambda line: line.moves,
        about="Funded as well if the rule were gone, at another size or from another start",
        width=20,
        searched=True,
    ),
)


def rule_columns(unit: str) -> list[Column[RuleLine]]:
    """Return the columns; ``unit`` is that of the plan's value."""
    return [
        Column("rule", "Rule", lambda line: line.text, width=36, searched=True),
        Column("kind", "Kind", lambda line: line.kind, width=13, hidden=True, searched=True),
        Column(
            "price",
            "Price",
            lambda line: price_cell(line, unit),
            "number",
            sort=_cost,
            tone=_tone,
            tip=lambda line: line.bar.without if line.bar is not None else _why_none(line),
            about="Value that the plan would gain without the rule, everything else chosen anew",
            width=12,
        ),
        Column(
            "share",
            "Share",
            share_cell,
            "number",
            sort=lambda line: line.bar.share if line.bar is not None else None,
            about="The price as a share of what the plan would be worth",
            width=7,
        ),
        Column("state", "State", lambda line: line.state, tone=_state_tone, width=12),
        *_SWAP,
    ]


def _cost(line: RuleLine) -> tuple[bool, float] | None:
    """Return costs above what an override brings; what is not known goes last."""
    if line.bar is None or not line.bar.found:
        return None
    return not line.bar.brings, line.bar.cost


def _tone(line: RuleLine) -> str:
    if line.bar is None or not line.bar.cost:
        return "muted"
    return "funded" if line.bar.brings else ""


def _state_tone(line: RuleLine) -> str:
    return "warning" if line.state == "gate overridden" else "muted"


def _why_none(line: RuleLine) -> str:
    return _TO_COME if line.priced else _NOT_PRICED
