"""When an initiative may start, how long it lasts and what it costs to stop, as columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portfolio.edit import set_initiative, set_spent, set_stop_cost
from portfolio.exchange import Parsed, parse_cell
from portfolio.model import Initiative, Portfolio, Resource, in_order
from portfolio.model.amounts import number_text, percent_text
from portfolio.model.text import quoted
from portfolio.report.initiative_lines import InitiativeLine
from ui.pages.initiatives_parts.fields import (
    Field,
    changed,
    exact,
    percent_exact,
    read_percent,
    typed,
)
from ui.tables import Column, Hints

_YES_NO = ("no", "yes")
_FALLBACK = "as stated"


def timing_fields(portfolio: Portfolio) -> list[Field]:
    """Return starts, duration, loss by a later start, and whether it may go on afterwards."""
    names = {key: record.name for key, record in in_order(portfolio.periods)}
    return [_starts_field(names), _duration_field(), _late_loss_field(), _open_ended_field()]


def _duration_field() -> Field:
    return Column(
        "duration",
        "Lasts",
        lambda line: "" if line.record.duration is None else str(line.record.duration),
        kind="number",
        unit="periods",
        sort=lambda line: line.record.duration,
        parse=_read_duration,
        write=lambda portfolio, key, value: set_initiative(portfolio, key, duration=value),
        about="Periods of work; blank: as long as demand is stated",
        hidden=True,
        width=9,
    )


def _late_loss_field() -> Field:
    return Column(
        "late_loss",
        "Loss by a later start",
        lambda line: percent_text(line.record.late_loss) if line.record.late_loss else "",
        kind="number",
        unit="% a period",
        sort=lambda line: line.record.late_loss,
        text=lambda line: percent_exact(line.record.late_loss),
        parse=read_percent,
        write=lambda portfolio, key, value: set_initiative(portfolio, key, late_loss=value or 0.0),
        about="Share of the benefit that each period of a later start costs, in percent",
        hidden=True,
        width=12,
    )


def _open_ended_field() -> Field:
    return Column(
        "open_ended",
        "May go on after the end",
        lambda line: _YES_NO[line.record.open_ended],
        kind="choice",
        parse=_read_yes,
        write=lambda portfolio, key, value: set_initiative(portfolio, key, open_ended=bool(value)),
        choices=lambda: _YES_NO,
        about="Whether its work may go on after the last planned period",
        hidden=True,
        width=11,
    )


def starts_text(record: Initiative, names: Mapping[str, str]) -> str:
    """Return the names of the periods in which it may start, in order."""
    return "; ".join(name for key, name in names.items() if key in record.starts)


def ending_fields(portfolio: Portfolio) -> list[Field]:
    """Return what was spent of each resource so far, and what stopping needs of it in all."""
    columns: list[Field] = []
    for resource in in_order(portfolio.resources):
        columns += [_spent_field(resource), _stop_total_field(resource)]
    return columns


def stop_cost_field(resource: tuple[str, Resource], period: tuple[str, str]) -> Field:
    """Return the likely cost of stopping, of one resource in one period (id and name)."""
    (resource_id, record), (period_id, when) = resource, period

    def amount(line: InitiativeLine) -> float | None:
        row = line.record.stop_cost.get(resource_id)
        cell = None if row is None else row.get(period_id)
        return None if cell is None else cell.likely

    def write(portfolio: Portfolio, key: str, value: float | None) -> Portfolio:
        row = portfolio.initiatives[key].stop_cost.get(resource_id)
        before = None if row is None else row.get(period_id)
        after = changed(before, "likely", value)
        return set_stop_cost(portfolio, key, (resource_id, period_id), after)

    return Column(
        f"stop_cost/{resource_id}/{period_id}",
        f"Stop cost in {when}",
        lambda line: _number(amount(line)),
        kind="number",
        sort=amount,
        text=lambda line: exact(amount(line)),
        parse=typed("amount", record.unit),
        write=write,
        about=f"What stopping it needs of {record.name} in {when}, in {record.unit}",
        hidden=True,
        width=11,
    )


def _spent_field(resource: tuple[str, Resource]) -> Field:
    key, record = resource
    return Column(
        f"spent/{key}",
        f"{record.name}, spent so far",
        lambda line: _number(line.record.spent.get(key)),
        kind="number",
        unit=record.unit,
        sort=lambda line: line.record.spent.get(key),
        text=lambda line: exact(line.record.spent.get(key)),
        parse=typed("amount", record.unit),
        write=lambda portfolio, initiative, value: set_spent(portfolio, initiative, key, value),
        head=(record.name, f"spent so far · {record.unit}"),
        about=f"Sunk: {record.name} used so far, in {record.unit}; never counted in the plan",
        hidden=True,
        width=13,
    )


def _stop_total_field(resource: tuple[str, Resource]) -> Field:
    key, record = resource

    def total(line: InitiativeLine) -> float | None:
        row = line.record.stop_cost.get(key)
        return None if row is None else sum(cell.likely for cell in row.values())

    return Column(
        f"stop_cost/{key}",
        f"{record.name}, if stopped",
        lambda line: _number(total(line)),
        kind="number",
        unit=record.unit,
        sort=total,
        head=(record.name, f"if stopped · {record.unit}"),
        about=f"What stopping it needs of {record.name} over all periods, in {record.unit}",
        hidden=True,
        width=13,
    )


def _starts_field(names: Mapping[str, str]) -> Field:
    by_name = {name.strip().casefold(): key for key, name in names.items()}

    def parse(text: str, _hints: Hints) -> Parsed:
        found = [by_name.get(part.strip().casefold(), "") for part in text.split(";")]
        if not text.strip() or text.strip().casefold() == _FALLBACK:
            return Parsed()
        if "" in found:
            unknown = text.split(";")[found.index("")].strip()
            return Parsed(problem=f"{quoted(unknown)} is no period of the portfolio.")
        return Parsed(tuple(sorted(set(found))))

    def write(portfolio: Portfolio, key: str, value: Any) -> Portfolio:  # noqa: ANN401
        return set_initiative(portfolio, key, starts=value or ())

    return Column(
        "starts",
        "May start in",
        lambda line: starts_text(line.record, names),
        parse=parse,
        write=write,
        about="Periods in which it may start, separated by semicolons; blank: only as stated",
        hidden=True,
        width=16,
    )


def _read_duration(text: str, hints: Hints) -> Parsed:
    """Read a whole number of periods."""
    parsed = parse_cell(text, "amount", decimal=hints.decimal)
    if parsed.problem or not isinstance(parsed.value, float):
        return parsed
    if parsed.value < 1 or not parsed.value.is_integer():
        return Parsed(problem="Enter 1, 2, 3 and so on, or clear it.")
    return Parsed(int(parsed.value))


def _read_yes(text: str, _hints: Hints) -> Parsed:
    word = text.strip().casefold()
    if word not in ("", *_YES_NO):
        return Parsed(problem=f"{quoted(text)} is neither yes nor no.")
    return Parsed(word == "yes" or None)


def _number(value: float | None) -> str:
    return "" if value is None else number_text(value)
