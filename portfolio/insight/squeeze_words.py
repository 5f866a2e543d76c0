"""The squeeze in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from portfolio.insight.blocks import Blocks
from portfolio.insight.squeeze_result import CellGain, MoreOf, Squeeze
from portfolio.insight.swap_words import swap_words
from portfolio.model.amounts import amount_text
from portfolio.model.text import listed, quoted

#: Cells beyond the first that are told.
_TOLD = 2


def squeeze_sentences(blocks: Blocks, result: Squeeze) -> tuple[str, ...]:
    """Return what to take away: where it pinches, what more buys, what trades for what."""
    if result.value is None:
        return ("No plan obeys every limit and rule, so more capacity cannot be priced yet.",)
    lines = list(_cells(blocks, result))
    for more in result.resources:
        lines += [*_buys(blocks, result, more), *_loss(blocks, more)]
    return (*lines, *_idle(blocks, result), *_exchanges(blocks, result))


def _cells(blocks: Blocks, result: Squeeze) -> Iterator[str]:
    gaining = [cell for cell in result.cells if cell.gain > 0]
    if not result.cells:
        yield "No capacity is stated that could be made larger."
    elif not gaining:
        yield "One block more of a single resource in a single period buys nothing anywhere."
    else:
        first = gaining[0]
        buys = blocks.base.worth_of(first.gain, result.value or 0.0)
        swap = swap_words(blocks.base, first.enters, first.leaves)
        where = f"The tightest spot is {_spot(blocks, first)}"
        yield f"{where}: {_amount(blocks, first)} buys {buys}{swap}."
        others = [
            f"{_spot(blocks, cell)} ({_amount(blocks, cell)}, {blocks.base.worth(cell.gain)})"
            for cell in gaining[1 : 1 + _TOLD]
        ]
        if others:
            yield f"Next {'comes' if len(others) == 1 else 'come'} {listed(others)}."


def _spot(blocks: Blocks, cell: CellGain) -> str:
    portfolio = blocks.base.portfolio
    name = quoted(portfolio.resources[cell.resource_id].name)
    if len(portfolio.periods) == 1:
        return name
    start = "from" if blocks.once(cell.resource_id) else "in"
    on = " on" if blocks.once(cell.resource_id) else ""
    return f"{name} {start} {portfolio.periods[cell.period_id].name}{on}"


def _amount(blocks: Blocks, cell: CellGain) -> str:
    unit = blocks.base.portfolio.resources[cell.resource_id].unit
    return f"{amount_text(blocks.sizes[cell.resource_id], unit)} more"


def _buys(blocks: Blocks, result: Squeeze, more: MoreOf) -> Iterator[str]:
    """Say what the first block buys, or the first that helps, and where more stops helping."""
    if more.useful_blocks == 0:
        return
    one = blocks.words(more.resource_id, 1, "more")
    first = next((step for step in more.steps if step.gain > 0), None)
    if first is None:
        some = blocks.words(more.resource_id, more.first_blocks, "more")
        yield f"{one} buys nothing by itself; the first gain takes {some}."
    else:
        buys = blocks.base.worth_of(first.gain, result.value or 0.0)
        swap = swap_words(blocks.base, first.enters, first.leaves)
        alone = "" if first.blocks == 1 else f"{one} buys nothing by itself; "
        yield f"{alone}{blocks.words(more.resource_id, first.blocks, 'more')} buys {buys}{swap}."
    amount = blocks.words(more.resource_id, more.useful_blocks, "more")
    total = blocks.base.worth(more.ceiling - (result.value or 0.0))
    if more.useful_blocks > 1:
        yield f"It helps up to {amount}, {total} in all; then {_brake(blocks, more)}."
    else:
        yield f"More than that adds nothing: {_brake(blocks, more)}."


def _brake(blocks: Blocks, more: MoreOf) -> str:
    if more.brake == "list":
        return "everything that is worth anything is funded"
    if more.brake == "rules":
        return "the rules hold"
    if more.next_limit:
        return f"{_name(blocks, more.next_limit)} is the next limit"
    return "several other limits hold together"


def _idle(blocks: Blocks, result: Squeeze) -> Iterator[str]:
    """Say of which resources more buys nothing, those with the same reason together."""
    groups: dict[str, list[str]] = {}
    for more in result.resources:
        if more.useful_blocks == 0:
            names = groups.setdefault(_brake(blocks, more), [])
            names.append(_name(blocks, more.resource_id))
    for reason, names in groups.items():
        short = reason.replace("is the next limit", "is short first")
        yield f"More of {listed(names)} buys nothing: {short}."


def _loss(blocks: Blocks, more: MoreOf) -> Iterator[str]:
    one = blocks.words(more.resource_id, 1, "less")
    if more.loss is None:
        yield f"With {one} no plan fits."
    elif more.loss > blocks.base.step / 2:
        yield f"{one} costs {blocks.base.worth(more.loss)}."


def _exchanges(blocks: Blocks, result: Squeeze) -> Iterator[str]:
    for trade in result.exchanges:
        lost = blocks.words(trade.lost_id, 1, "less")
        by = blocks.words(trade.by_id, trade.blocks, "more")
        yield f"{by} makes up for {lost}."
    if result.final and not result.exchanges and any(more.loss for more in result.resources):
        yield "No resource makes up for a block less of another."


def _name(blocks: Blocks, resource_id: str) -> str:
    return quoted(blocks.base.portfolio.resources[resource_id].name)
