"""What one more block of each capacity buys, as rows of a table, and the finding over it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio.charts.chart import Finding
from portfolio.model import Portfolio
from portfolio.model.amounts import amount_text, percent_text
from portfolio.model.text import listed, quoted, visible

if TYPE_CHECKING:
    from portfolio.insight import CellGain, MoreOf, Squeeze

EVERY_PERIOD = "every period"
_ONCE = "once"
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class SqueezeRow:
    """One line of the table: a resource in all periods, or in one.

    Attributes:
        key: unique.
        resource: its name.
        when: ``every period``, ``once``, or the name of a period.
        block: how much more, with its unit.
        gain: value that it buys, 0 or more.
        buys: the same as text.
        loss: value that one block less costs; None where that is not known, or no plan fits.
        less: the same as text.
        whole: value that all that helps buys, 0 or more; 0 for a single period.
        all_buys: the same as text.
        first: how much more it takes to gain anything.
        up_to: how much more helps at all.
        then: what holds from there on.
        enters: names.
        leaves: names.
    """

    key: str
    resource: str
    when: str
    block: str
    gain: float
    buys: str
    loss: float | None = None
    less: str = ""
    whole: float = 0.0
    all_buys: str = ""
    first: str = ""
    up_to: str = ""
    then: str = ""
    enters: str = ""
    leaves: str = ""


@dataclass(frozen=True, slots=True)
class SqueezeView:
    """What the picture shows.

    Attributes:
        portfolio: the document that was pressed.
        squeeze: what is known; None while nothing is.
        outdated: whether the document has changed since.
    """

    portfolio: Portfolio
    squeeze: Squeeze | None
    outdated: bool = False


def squeeze_rows(portfolio: Portfolio, squeeze: Squeeze) -> list[SqueezeRow]:
    """Return the resources in all periods first, then each period that buys something."""
    rows = resource_rows(portfolio, squeeze)
    blocks = {more.resource_id: more.block for more in squeeze.resources}
    if len(portfolio.periods) > 1:
        cells = [cell for cell in squeeze.cells if cell.gain > 0 and cell.resource_id in blocks]
        rows += [_cell(portfolio, squeeze, cell, blocks[cell.resource_id]) for cell in cells]
    return rows


def resource_rows(portfolio: Portfolio, squeeze: Squeeze) -> list[SqueezeRow]:
    """Return one row a resource: what a block more in all its periods buys."""
    return [_overall(portfolio, squeeze, more) for more in squeeze.resources]


def squeeze_finding(portfolio: Portfolio, squeeze: Squeeze | None) -> Finding:
    """Say which block buys most, up to where, and what holds then."""
    if squeeze is None:
        return Finding(
            "What one more buys is being worked out.", "Each answer is a plan of its own."
        )
    if squeeze.value is None:
        return Finding(
            "No plan obeys every limit and rule, so more capacity has no price yet.",
            "Release what is forced in, switch off a rule, or raise a limit.",
        )
    if not squeeze.resources:
        return Finding("The capacities are being pressed, one block at a time.")
    best = max(squeeze.resources, key=_first_gain)
    gain = _first_gain(best)
    start = "" if squeeze.final else "So far: "
    if gain > _SAME * abs(squeeze.value):
        share = f" ({percent_text(gain / abs(squeeze.value))})" if squeeze.value else ""
        amount = amount_text(gain, squeeze.value_unit)
        headline = f"{start}{_more(portfolio, best, 1)} buys {amount}{share}."
        return Finding(headline, _end(portfolio, squeeze, best))
    return _no_first_gain(portfolio, squeeze, start)


def _no_first_gain(portfolio: Portfolio, squeeze: Squeeze, start: str) -> Finding:
    """Say what it takes to gain anything where one block does not, and when nothing does."""
    late = [more for more in squeeze.resources if more.first_blocks > 0]
    if late:
        first = min(late, key=lambda more: more.first_blocks)
        return Finding(
            f"{start}One more block of any one capacity buys nothing by itself.",
            f"The first gain takes {_more(portfolio, first, first.first_blocks)}.",
        )
    if not squeeze.final:
        return Finding("More of what was tried so far buys nothing.", "The others follow.")
    return Finding(
        "More of any one capacity buys nothing.",
        "Other limits or the rules hold, or everything that is worth anything is funded.",
    )


def exchange_words(portfolio: Portfolio, squeeze: Squeeze) -> list[str]:
    """Return the exchange rates in words, one sentence each, and that no period stands out."""
    several = len(portfolio.periods) > 1
    each = " in every period" if several else ""
    rates = []
    if several and squeeze.cells and squeeze.final and not any(c.gain for c in squeeze.cells):
        rates.append("One block more in a single period alone buys nothing.")
    for trade in squeeze.exchanges:
        lost, by = portfolio.resources.get(trade.lost_id), portfolio.resources.get(trade.by_id)
        if lost is not None and by is not None:
            rates.append(
                f"{amount_text(trade.amount, by.unit)} more of {quoted(by.name)} makes up for "
                f"{amount_text(trade.lost_amount, lost.unit)} less of {quoted(lost.name)}{each}."
            )
    if not squeeze.exchanges and squeeze.final and any(more.loss for more in squeeze.resources):
        rates.append("No capacity makes up for a block less of another.")
    return rates


def _first_gain(more: MoreOf) -> float:
    return more.steps[0].gain if more.steps else 0.0


def _more(portfolio: Portfolio, more: MoreOf, blocks: int) -> str:
    """Return ``1 FTE more of “Engineers” in every period``."""
    record = portfolio.resources.get(more.resource_id)
    if record is None:
        return "More of a resource that is gone"
    each = "" if more.once or len(portfolio.periods) == 1 else f" in {EVERY_PERIOD}"
    return f"{amount_text(blocks * more.block, record.unit)} more of {quoted(record.name)}{each}"


def _end(portfolio: Portfolio, squeeze: Squeeze, more: MoreOf) -> str:
    record = portfolio.resources.get(more.resource_id)
    unit = "" if record is None else record.unit
    total = amount_text(more.ceiling - (squeeze.value or 0.0), squeeze.value_unit)
    amount = amount_text(more.useful_blocks * more.block, unit)
    return f"It helps up to {amount} more, {total} in all; then {_brake(portfolio, more)}."


def _brake(portfolio: Portfolio, more: MoreOf) -> str:
    if more.brake == "list":
        return "everything of worth is funded"
    if more.brake == "rules":
        return "the rules hold"
    record = portfolio.resources.get(more.next_limit)
    return "several limits hold together" if record is None else f"{quoted(record.name)} is short"


def _overall(portfolio: Portfolio, squeeze: Squeeze, more: MoreOf) -> SqueezeRow:
    record = portfolio.resources.get(more.resource_id)
    unit = "" if record is None else record.unit
    first = more.steps[0] if more.steps else None
    less = "no plan fits" if more.loss is None else amount_text(more.loss, squeeze.value_unit)
    useful = more.useful_blocks
    gain = _first_gain(more)
    whole = max(0.0, more.ceiling - (squeeze.value or 0.0)) if useful else 0.0
    return SqueezeRow(
        key=more.resource_id,
        resource="" if record is None else visible(record.name),
        when=_ONCE if more.once else EVERY_PERIOD,
        block=amount_text(more.block, unit),
        gain=gain,
        buys=_buys(gain, squeeze.value_unit),
        loss=more.loss,
        less=less if more.loss is None or more.loss > 0 else "nothing",
        whole=whole,
        all_buys=_buys(whole, squeeze.value_unit),
        first=amount_text(more.first_blocks * more.block, unit) if useful else "",
        up_to=amount_text(useful * more.block, unit) if useful else "nothing",
        then=_brake(portfolio, more),
        enters="" if first is None else names_in(portfolio, first.enters),
        leaves="" if first is None else names_in(portfolio, first.leaves),
    )


def _cell(portfolio: Portfolio, squeeze: Squeeze, cell: CellGain, block: float) -> SqueezeRow:
    record = portfolio.resources.get(cell.resource_id)
    period = portfolio.periods.get(cell.period_id)
    return SqueezeRow(
        key=f"{cell.resource_id}/{cell.period_id}",
        resource="" if record is None else visible(record.name),
        when="" if period is None else visible(period.name),
        block="" if record is None else amount_text(block, record.unit),
        gain=cell.gain,
        buys=_buys(cell.gain, squeeze.value_unit),
        enters=names_in(portfolio, cell.enters),
        leaves=names_in(portfolio, cell.leaves),
    )


def _buys(gain: float, unit: str) -> str:
    return amount_text(gain, unit) if gain > 0 else "nothing"


def names_in(portfolio: Portfolio, ids: Iterable[str]) -> str:
    """Return the quoted names of those that are still in the document, as a list."""
    known = (portfolio.initiatives[key].name for key in ids if key in portfolio.initiatives)
    return listed(map(quoted, known))
