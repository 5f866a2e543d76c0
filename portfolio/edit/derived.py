"""Demand that follows from training and use, kept so with every edit."""

from __future__ import annotations

from dataclasses import replace

from portfolio.edit.derived_hours import Cell, Ground, cells_of, ground_of, plus
from portfolio.errors import PortfolioError
from portfolio.model import Demand, Estimate, FrozenMap, Initiative, Portfolio
from portfolio.model.compute_basis import ComputeBasis, compute_basis
from portfolio.model.text import quoted

_DIGITS = 12
_NOTHING = Estimate(0.0)


def rederived(
    portfolio: Portfolio, before: Portfolio | None = None, only: str | None = None
) -> Portfolio:
    """Return the portfolio with all derived demand as it follows now.

    Each derived initiative gets the cells of ``derived_hours.cells_of`` on the resource on
    which compute is counted, and no others there; where compute is rented, they come on top
    of what it needs besides, and it needs nothing of compute itself. Where nothing follows,
    for want of a resource or of figures, the cells stay as they are; ``problems`` says so.

    Args:
        portfolio: with edits made.
        before: the same without them: what an initiative needs besides is then taken from
            its cells when it begins to be counted in money, and put back when that ends.
            None where the document has been so before.
        only: id of the initiative concerned; None: all.
    """
    keys = [only] if only is not None else list(portfolio.initiatives)
    past = None if before is None else before.initiatives
    keys = [
        key
        for key in keys
        if _is_derived(portfolio.initiatives[key]) or (past and _is_derived(past.get(key)))
    ]
    if not keys:
        return portfolio
    ground = ground_of(portfolio)
    money_before = "" if before is None else _money(compute_basis(before))
    changed = {}
    for key in keys:
        record = portfolio.initiatives[key]
        if past is not None:
            was = money_before if _is_derived(past.get(key)) else ""
            record = _moved(record, was, ground.basis)
        record = _with_cells(portfolio, record, ground)
        if record != portfolio.initiatives[key]:
            changed[key] = record
    if not changed:
        return portfolio
    return replace(portfolio, initiatives=portfolio.initiatives.with_all(changed))


def derived_cells(portfolio: Portfolio, initiative: str) -> tuple[ComputeBasis, list[Cell]]:
    """Return where the demand of an initiative is counted, and how it follows there.

    No cells when its demand is not derived, or nothing follows.
    """
    record, ground = portfolio.initiatives[initiative], ground_of(portfolio)
    facts = record.facts
    if facts is None or not facts.derived or not ground.basis.counted:
        return ground.basis, []
    return ground.basis, cells_of(portfolio, record, facts, ground)


def typed_over(
    portfolio: Portfolio, initiative: str, cell: tuple[str, str], demand: Estimate | None
) -> Portfolio | None:
    """Return the portfolio with a demand typed where a part of it is derived.

    On a resource of money, what is typed beyond the rented compute is what it needs
    besides. None where the demand for that resource is not derived at all.

    Args:
        portfolio: before.
        initiative: its id.
        cell: ids of resource and period.
        demand: typed; None: only the compute is left.

    Raises:
        PortfolioError: all of it is derived, or less is typed than the compute alone.
    """
    resource, period = cell
    record = portfolio.initiatives[initiative]
    facts = record.facts
    if facts is None or not facts.derived:
        return None
    basis, cells = derived_cells(portfolio, initiative)
    if not cells or resource not in {basis.counted, *basis.idle}:
        return None
    found = (each.amount for each in cells if each.slot.id == period)
    alone = next(found, _NOTHING)
    if resource != _money(basis) or (demand is not None and demand.likely < alone.likely):
        name = quoted(portfolio.resources[resource].name)
        raise PortfolioError(
            f"Its demand for {name} follows from its training and use.",
            where=quoted(record.name),
            remedy="Change those figures, or say that its demand is typed.",
        )
    row = facts.besides.get(resource, FrozenMap())
    rest = None if demand is None else _less(demand, alone)
    row = row.without(period) if rest is None else row.with_(period, rest)
    record = replace(record, facts=replace(facts, besides=facts.besides.with_(resource, row)))
    after = portfolio.initiatives.with_(initiative, record)
    return rederived(replace(portfolio, initiatives=after), only=initiative)


def _less(demand: Estimate, alone: Estimate) -> Estimate:
    """Return what is left of a demand without the compute in it."""

    def rest(whole: float | None, part: float | None) -> float | None:
        if whole is None:
            return None
        left = whole - (alone.likely if part is None else part)
        return max(float(f"{left:.{_DIGITS}g}"), 0.0)

    likely = rest(demand.likely, alone.likely) or 0.0
    return Estimate(likely, rest(demand.low, alone.low), rest(demand.high, alone.high))


def _is_derived(record: Initiative | None) -> bool:
    return record is not None and record.facts is not None and record.facts.derived


def _money(basis: ComputeBasis) -> str:
    """Return the resource of money on which compute is counted; empty where it is owned."""
    return basis.counted if basis.rented else ""


def _moved(record: Initiative, was: str, basis: ComputeBasis) -> Initiative:
    """Return a record whose compute is counted on another resource of money than it ``was``.

    What it needs besides goes back into the cells that it came from. Once its demand is no
    longer derived, the cells stay as they are.
    """
    facts = record.facts
    if facts is None or (facts.derived and basis.rented and basis.fault):
        return record
    if not facts.derived:
        return replace(record, facts=replace(facts, besides=FrozenMap()))
    now, demand, besides = _money(basis), record.demand, facts.besides
    if was and was != now:
        demand = _with_row(demand, was, besides.get(was, FrozenMap()))
        besides = besides.without(was)
    if now and now != was and now not in besides:
        besides = besides.with_(now, demand.get(now, FrozenMap()))
    return replace(record, demand=demand, facts=replace(facts, besides=besides))


def _with_cells(portfolio: Portfolio, record: Initiative, ground: Ground) -> Initiative:
    facts, basis = record.facts, ground.basis
    if facts is None or not facts.derived or not basis.counted:
        return record
    cells = cells_of(portfolio, record, facts, ground)
    if not cells:
        return record
    row = {cell.slot.id: cell.amount for cell in cells}
    demand = record.demand
    for resource in basis.idle:
        demand = _with_row(demand, resource, FrozenMap(dict.fromkeys(row, _NOTHING)))
    if basis.rented:
        typed = facts.besides.get(basis.counted, FrozenMap())
        row = {key: plus(typed.get(key), row.get(key)) for key in dict.fromkeys([*typed, *row])}
    return replace(record, demand=_with_row(demand, basis.counted, FrozenMap(row)))


def _with_row(demand: Demand, resource: str, row: FrozenMap[str, Estimate]) -> Demand:
    return demand.with_(resource, row) if row else demand.without(resource)
