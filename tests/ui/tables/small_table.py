"""Small tables of plain records."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.edit import set_benefit, set_initiative
from portfolio.exchange import Parsed, parse_cell
from portfolio.model import Estimate
from ui.tables import Column, Row


@dataclass(frozen=True)
class Line:
    name: str
    owner: str = ""
    worth: float | None = None


def _set_worth(portfolio, key, value):
    return set_benefit(portfolio, key, amount=None if value is None else Estimate(value))


COLUMNS = (
    Column("number", "No", read=lambda line: str(len(line.name)), kind="number"),
    Column(
        "name",
        "Name",
        read=lambda line: line.name,
        parse=lambda text, hints: Parsed(text.strip()),
        write=lambda portfolio, key, value: set_initiative(portfolio, key, name=value or ""),
        searched=True,
    ),
    Column(
        "owner",
        "Owner",
        read=lambda line: line.owner,
        parse=lambda text, hints: Parsed(text.strip()),
        write=lambda portfolio, key, value: set_initiative(portfolio, key, owner=value or ""),
        choices=lambda: ("Ada", "Grace"),
        searched=True,
    ),
    Column(
        "worth",
        "Benefit",
        unit="$M",
        kind="number",
        read=lambda line: "" if line.worth is None else f"${line.worth:g}M",
        text=lambda line: "" if line.worth is None else repr(line.worth),
        sort=lambda line: line.worth,
        parse=lambda text, hints: parse_cell(text, "amount", unit="$M", decimal=hints.decimal),
        write=_set_worth,
    ),
)
LINES = {
    "a": Line("Item 10", "Ada", 3.0),
    "b": Line("Item 9", "", None),
    "c": Line("item 2", "Grace", 1.0),
    "d": Line("Other", "Ada", 3.0),
}


def rows_of(lines):
    return [Row(key, line) for key, line in lines.items()]


def line_of(record):
    amount = record.benefit.amount if record.benefit is not None else None
    return Line(record.name, record.owner, None if amount is None else amount.likely)
