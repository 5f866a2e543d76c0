"""How derived demand came about, in words: the formulas with their numbers filled in."""

from __future__ import annotations

from portfolio.edit.derived import derived_cells
from portfolio.edit.derived_hours import Cell, trainings, usable
from portfolio.model import Estimate, Facts, Portfolio
from portfolio.model.amounts import amount_text, number_text, percent_text
from portfolio.model.compute import chip_ratio
from portfolio.model.compute_basis import ComputeBasis

_HOURS = "H100e-h"


def derivation_text(portfolio: Portfolio, initiative: str, cell: tuple[str, str]) -> str:
    """Return how the likely demand of a cell came about, a line each; empty when typed.

    Args:
        portfolio: the document.
        initiative: its id.
        cell: ids of resource and period.
    """
    resource, period = cell
    basis, cells = derived_cells(portfolio, initiative)
    facts = portfolio.initiatives[initiative].facts
    found = next((each for each in cells if each.slot.id == period), None)
    if found is None or facts is None:
        return ""
    if resource != basis.counted:
        return "Rented compute is counted as money, so 0 here." if resource in basis.idle else ""
    known = usable(portfolio, facts)
    lines = []
    if found.training is not None:
        lines.append(_training(portfolio, facts, found, found.training))
    if found.use is not None:
        lines.append(_use(portfolio, facts, known, found))
    lines.append(_total(portfolio, facts, basis, found))
    return "\n".join(lines)


def _training(portfolio: Portfolio, facts: Facts, cell: Cell, training: Estimate) -> str:
    """Return the training of a period: ``Σ chip-hours × ratio × share of the work``."""
    parts = [
        f"{amount_text(hours.likely, f'{chip}-h')} × {number_text(ratio)}"
        for chip, hours, ratio in trainings(portfolio, facts)
    ]
    whole = parts[0] if len(parts) == 1 else f"({' + '.join(parts)})"
    return (
        f"Training: {whole} × {percent_text(cell.share)} of the work in {cell.slot.name} "
        f"= {amount_text(training.likely, _HOURS)}"
    )


def _use(portfolio: Portfolio, facts: Facts, known: dict[str, Estimate], cell: Cell) -> str:
    """Return the use of a period: its run rate, its hours and its growth."""
    ratio = chip_ratio(facts.inference_chip, facts, portfolio.settings.lessons)
    factors = [
        amount_text(known["units_per_day"].likely, "uses/day"),
        amount_text(known["seconds_per_unit"].likely, "chip-s"),
        *([] if ratio in (None, 1.0) else [number_text(ratio)]),
    ]
    divided = f"86,400 ÷ {percent_text(known['utilization'].likely)}"
    growth = known.get("use_growth")
    grown = ""
    if growth is not None and growth.likely:
        grown = f" × {number_text(1 + growth.likely)}^{number_text(cell.months)} months"
    use = 0.0 if cell.use is None else cell.use.likely
    return (
        f"Use: {' × '.join(factors)} ÷ {divided} × {amount_text(cell.used, 'h')}{grown} "
        f"= {amount_text(use, _HOURS)}"
    )


def _total(portfolio: Portfolio, facts: Facts, basis: ComputeBasis, cell: Cell) -> str:
    """Return the hours in the unit of the resource, with what is needed besides."""
    hours = amount_text(cell.hours.likely, _HOURS)
    amount = amount_text(cell.amount.likely, basis.unit)
    if not basis.rented:
        return f"Together: {hours}" + ("" if hours == amount else f" = {amount}")
    price = usable(portfolio, facts)["chip_hour_price"].likely
    shown = f"{amount_text(price, portfolio.settings.currency)}/{_HOURS}"
    line = f"Together: {hours} × {shown} = {amount}"
    row = facts.besides.get(basis.counted)
    besides = None if row is None else row.get(cell.slot.id)
    if besides is not None:
        line += f", and {amount_text(besides.likely, basis.unit)} besides"
    return line
