"""The changes of one scenario as rows of a small table: kind, target, amount, period or reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from portfolio.edit.scenario_changes import first_amount, set_change
from portfolio.errors import PortfolioError
from portfolio.exchange import Parsed, parse_cell
from portfolio.model import Change, ChangeKind, Portfolio, in_order
from portfolio.model.checks.pins import forced_by, how_forced
from portfolio.model.text import quoted
from portfolio.report.scenario_words import KINDS, amount_words, target_words, targets
from ui.tables import Column, Hints, Row

_ALL = "all periods"
_FORCES = ("force_in", "force_out")
_FACTORS = ("capacity_factor", "benefit_factor", "demand_factor")
_PLAIN = ("force_in", "force_out", "rule_off")


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change with its words."""

    change: Change
    target: str
    amount: str
    place: str


def change_rows(portfolio: Portfolio, scenario: str) -> list[Row[ChangeLine]]:
    """Return one row a change; its key is the scenario's id and the number of the change."""
    record = portfolio.scenarios.get(scenario)
    changes = () if record is None else record.changes
    return [
        Row(
            f"{scenario}/{n}",
            ChangeLine(
                change,
                target_words(portfolio, change),
                _amount(portfolio, change),
                _place(portfolio, change),
            ),
        )
        for n, change in enumerate(changes)
    ]


def row_of(key: str) -> tuple[str, int]:
    """Return the scenario and the number of the change that a row stands for."""
    scenario, _, number = key.rpartition("/")
    return scenario, int(number)


def name_of(portfolio: Portfolio, key: str) -> str:
    """Return what to call a row in the label of an undo step."""
    scenario, number = row_of(key)
    record = portfolio.scenarios.get(scenario)
    return f"change {number + 1}" + ("" if record is None else f" of {record.name}")


def change_columns(
    current: Callable[[], Portfolio], row: Callable[[], str]
) -> list[Column[ChangeLine]]:
    """Return the columns.

    Args:
        current: gives the document.
        row: gives the key of the current row, for the choices of its cells.
    """

    def kind_now() -> ChangeKind | None:
        scenario, number = row_of(row()) if row() else ("", 0)
        record = current().scenarios.get(scenario)
        return record.changes[number].kind if record and number < len(record.changes) else None

    def offered() -> Sequence[str]:
        kind = kind_now()
        return () if kind is None else tuple(targets(current(), kind).values())

    def periods() -> Sequence[str]:
        names = [record.name for _, record in in_order(current().periods)]
        return (_ALL, *names) if kind_now() == "capacity_factor" else ()

    return [_kind_column(), _target_column(offered), _amount_column(), _place_column(periods)]


def _kind_column() -> Column[ChangeLine]:
    return Column(
        "kind",
        "Change",
        lambda line: KINDS[line.change.kind],
        "choice",
        parse=_kind,
        write=_write_kind,
        choices=lambda: tuple(KINDS.values()),
        width=11,
    )


def _target_column(offered: Callable[[], Sequence[str]]) -> Column[ChangeLine]:
    return Column(
        "target",
        "Of what",
        lambda line: line.target,
        parse=_text,
        write=_write_target,
        choices=offered,
        width=13,
    )


def _amount_column() -> Column[ChangeLine]:
    return Column(
        "amount",
        "Amount",
        lambda line: line.amount,
        "number",
        parse=_text,
        write=_write_amount,
        about="−20 % is a fifth less; a delay in periods; a weight as a number; "
        "of what is forced in, its size and start",
        width=7,
    )


def _place_column(periods: Callable[[], Sequence[str]]) -> Column[ChangeLine]:
    return Column(
        "place",
        "When, why",
        lambda line: line.place,
        parse=_text,
        write=_write_place,
        choices=periods,
        about="The period of a capacity, or the reason of what is forced",
        width=8,
    )


def _amount(portfolio: Portfolio, change: Change) -> str:
    """Return how much; of what is forced in, at which size and from which start."""
    if change.kind in _FORCES:
        return how_forced(portfolio, forced_by(change)).strip()
    return amount_words(change)


def _place(portfolio: Portfolio, change: Change) -> str:
    if change.kind in _FORCES:
        return change.reason
    if change.kind != "capacity_factor":
        return ""
    period = portfolio.periods.get(change.period or "")
    if change.period is None:
        return _ALL
    return period.name if period is not None else "a deleted one"


def _text(text: str, _hints: Hints) -> Parsed:
    return parse_cell(text, "text")


def _kind(text: str, _hints: Hints) -> Parsed:
    wanted = text.strip().casefold()
    found = next((kind for kind, words in KINDS.items() if words.casefold() == wanted), None)
    if found is None:
        return Parsed(problem=f"{quoted(text)} is none of {', '.join(KINDS.values())}.")
    return Parsed(found)


def _at(portfolio: Portfolio, key: str) -> tuple[str, int, Change]:
    """Return scenario, number and change of a row; it may have gone while it was typed in."""
    scenario, number = row_of(key)
    record = portfolio.scenarios.get(scenario)
    if record is None or number >= len(record.changes):
        raise PortfolioError("The change is no longer there.", remedy="Undo brings it back.")
    return scenario, number, record.changes[number]


def _write_kind(portfolio: Portfolio, key: str, value: ChangeKind | None) -> Portfolio:
    scenario, number, change = _at(portfolio, key)
    if value is None or value == change.kind:
        return portfolio
    known = targets(portfolio, value)
    target = change.target if change.target in known else next(iter(known), "")
    if not target:
        raise PortfolioError(
            f"There is nothing to change by {quoted(KINDS[value])}.",
            remedy="Choose another kind of change.",
        )
    amount = first_amount(portfolio, value, target)
    return set_change(
        portfolio,
        scenario,
        number,
        kind=value,
        target=target,
        amount=amount,
        period=None,
        level=None,
    )


def _write_target(portfolio: Portfolio, key: str, value: str | None) -> Portfolio:
    scenario, number, change = _at(portfolio, key)
    if not value:
        return portfolio
    wanted = value.casefold()
    named = targets(portfolio, change.kind).items()
    found = next((i for i, name in named if name.casefold() == wanted), None)
    if found is None:
        raise PortfolioError(
            f"{quoted(value)} is not there.", remedy="Choose one of the names offered."
        )
    if change.kind in _FORCES and found != change.target:
        return set_change(portfolio, scenario, number, target=found, period=None, level=None)
    return set_change(portfolio, scenario, number, target=found)


def _write_amount(portfolio: Portfolio, key: str, value: str | None) -> Portfolio:
    scenario, number, change = _at(portfolio, key)
    if change.kind in _PLAIN:
        raise PortfolioError(
            f"{quoted(KINDS[change.kind])} has no amount.", remedy="Leave the cell empty."
        )
    if not value:
        return portfolio
    return set_change(portfolio, scenario, number, amount=_read(change.kind, value))


def _read(kind: ChangeKind, text: str) -> float:
    """Return a typed amount: a difference in percent as a factor, else the number."""
    unit = "%" if kind in _FACTORS else ""
    bare = text.casefold().removesuffix("periods").removesuffix("period")
    decimal: Literal["."] | None = None if "," in text else "."
    parsed = parse_cell(bare, "amount", unit=unit, decimal=decimal)
    if parsed.problem or not isinstance(parsed.value, float):
        problem = parsed.problem or f"{quoted(text)} is no amount."
        raise PortfolioError(problem, remedy="Type for example −20 %, or 2 periods.")
    if kind in _FACTORS:
        return _factor(kind, 1 + parsed.value / 100)
    late = kind == "capacity_delay"
    if parsed.value < 0 or (late and not parsed.value.is_integer()):
        what = "number of periods" if late else "weight"
        example = "0, 1, 2 and so on" if late else "0 or more"
        raise PortfolioError(f"{quoted(text)} is no {what}.", remedy=f"Type {example}.")
    return parsed.value


def _factor(kind: ChangeKind, factor: float) -> float:
    if factor < 0 and kind != "benefit_factor":
        raise PortfolioError(
            "No more than all of it can be taken away.", remedy="Type −100 % or more."
        )
    return factor


def _write_place(portfolio: Portfolio, key: str, value: str | None) -> Portfolio:
    scenario, number, change = _at(portfolio, key)
    if change.kind in _FORCES:
        return set_change(portfolio, scenario, number, reason=value or "")
    if change.kind != "capacity_factor":
        raise PortfolioError(
            f"{quoted(KINDS[change.kind])} holds in all periods.", remedy="Leave the cell empty."
        )
    if not value or value.casefold() == _ALL:
        return set_change(portfolio, scenario, number, period=None)
    wanted = value.casefold()
    named = in_order(portfolio.periods)
    found = next((i for i, period in named if period.name.casefold() == wanted), None)
    if found is None:
        raise PortfolioError(
            f"There is no period {quoted(value)}.", remedy="Choose one of the names offered."
        )
    return set_change(portfolio, scenario, number, period=found)
