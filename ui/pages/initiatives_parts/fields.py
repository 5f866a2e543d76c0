"""The fields of an initiative as columns: how each is read, typed and written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal

from portfolio.edit import set_benefit, set_initiative
from portfolio.errors import PortfolioError
from portfolio.exchange import Parsed, ValueKind, parse_cell
from portfolio.exchange.proposal import show_value
from portfolio.model import STAGES, STATUSES, Benefit, Estimate, Portfolio
from portfolio.model.amounts import amount_text, number_text, percent_text
from portfolio.report.initiative_lines import InitiativeLine
from ui.tables import Column, Hints
from ui.tables.column import Parse, Write

Current = Callable[[], Portfolio]
Field = Column[InitiativeLine]
Part = Literal["low", "likely", "high"]

BENEFIT_KINDS = ("revenue", "saving", "risk", "mission", "other")
_FREQUENT = 200


def typed(kind: ValueKind, unit: str = "") -> Parse:
    """Return how texts of one kind are read."""
    return lambda text, hints: parse_cell(text, kind, unit=unit, decimal=hints.decimal)


def stated(kind: ValueKind, noun: str) -> Parse:
    """Return how texts are read where a blank is not allowed."""

    def parse(text: str, _hints: Hints) -> Parsed:
        parsed = parse_cell(text, kind)
        if parsed.value is None and not parsed.problem:
            return Parsed(problem=f"The {noun} cannot be empty.")
        return parsed

    return parse


def text_field(
    name: str, title: str, current: Current | None = None, *, hidden: bool = False, width: int = 14
) -> Field:
    """Return a field of plain text; ``current`` offers what other initiatives say."""
    return Column(
        name,
        title,
        lambda line: str(getattr(line.record, name)),
        parse=typed("text"),
        write=_set(name, ""),
        choices=None if current is None else lambda: distinct(current(), name),
        searched=True,
        hidden=hidden,
        width=width,
    )


def choice_field(name: Literal["stage", "status"], title: str, width: int) -> Field:
    """Return the stage or the status."""
    return Column(
        name,
        title,
        lambda line: str(getattr(line.record, name)),
        kind="choice",
        sort=lambda line: _CHOICES[name].index(getattr(line.record, name)),
        parse=stated(name, name),
        write=_set(name, None),
        choices=lambda: _CHOICES[name],
        width=width,
    )


def date_field(name: Literal["start", "end"], title: str) -> Field:
    """Return the start or the end."""
    return Column(
        name,
        title,
        lambda line: show_value(getattr(line.record, name)),
        kind="date",
        parse=typed("date" if name == "start" else "end"),
        write=_set(name, None),
        width=11,
    )


def tags_field() -> Field:
    """Return the tags, separated by semicolons."""
    return Column(
        "tags",
        "Tags",
        lambda line: "; ".join(line.record.tags),
        parse=typed("tags"),
        write=_set("tags", ()),
        searched=True,
        hidden=True,
        width=16,
    )


def benefit_field(part: Part, unit: str) -> Field:
    """Return the low, likely or high benefit, typed in the unit of the portfolio."""
    return Column(
        "benefit" if part == "likely" else f"benefit_{part}",
        "Benefit" if part == "likely" else f"Benefit, {part}",
        lambda line: _benefit_text(line.record.benefit, part),
        kind="number",
        unit=unit,
        sort=lambda line: _amount(line.record.benefit, part),
        text=lambda line: exact(_amount(line.record.benefit, part)),
        parse=typed("amount", unit),
        write=lambda portfolio, key, value: _set_amount(portfolio, key, part, value),
        about="Likely benefit over the whole life if it succeeds"
        if part == "likely"
        else f"The {part} end of the estimate of the benefit",
        hidden=part != "likely",
        width=12,
    )


def probability_field() -> Field:
    """Return the probability of success, typed in percent."""
    return Column(
        "probability",
        "Probability",
        lambda line: _percent(_benefit(line).probability),
        kind="number",
        unit="%",
        sort=lambda line: _benefit(line).probability,
        text=lambda line: percent_exact(_benefit(line).probability),
        parse=read_percent,
        write=_set_of_benefit("probability", None),
        about="Probability of technical and commercial success",
        width=11,
    )


def benefit_detail(
    name: Literal["kind", "unit", "source"], title: str, blank: str | None, width: int
) -> Field:
    """Return the kind, unit or source of the benefit."""
    listed = name == "kind"
    return Column(
        f"benefit_{name}",
        title,
        lambda line: (
            str(getattr(line.record.benefit, name)) if line.record.benefit is not None else ""
        ),
        kind="choice" if listed else "text",
        parse=stated("kind", "kind of benefit") if listed else typed("text"),
        write=_set_of_benefit(name, blank),
        choices=(lambda: BENEFIT_KINDS) if listed else None,
        hidden=True,
        width=width,
    )


def delay_field() -> Field:
    """Return the years until the benefit arrives."""
    return Column(
        "benefit_delay",
        "Delay",
        lambda line: number_text(_benefit(line).delay_years) if line.record.benefit else "",
        kind="number",
        unit="years",
        sort=lambda line: line.record.benefit and line.record.benefit.delay_years,
        text=lambda line: exact(_benefit(line).delay_years),
        parse=typed("amount", "years"),
        write=_set_of_benefit("delay_years", 0.0),
        about="Years from the start of the plan until the benefit arrives, for discounting",
        hidden=True,
        width=8,
    )


def exact(value: float | None) -> str:
    """Return a number so that it reads back equal; blank for None."""
    return show_value(value)


def distinct(portfolio: Portfolio, name: str) -> list[str]:
    """Return the texts that initiatives have in one attribute, in order."""
    found = {str(getattr(record, name)) for record in portfolio.initiatives.values()}
    return sorted((text for text in found if text), key=str.casefold)[:_FREQUENT]


_CHOICES: dict[str, tuple[str, ...]] = {"stage": STAGES, "status": STATUSES}
_NOTHING = Benefit()


def _set(name: str, blank: object) -> Write:
    def write(portfolio: Portfolio, key: str, value: Any) -> Portfolio:  # noqa: ANN401
        return set_initiative(portfolio, key, **{name: blank if value is None else value})

    return write


def _set_of_benefit(name: str, blank: object) -> Write:
    def write(portfolio: Portfolio, key: str, value: Any) -> Portfolio:  # noqa: ANN401
        if value is None and portfolio.initiatives[key].benefit is None:
            return portfolio
        return set_benefit(portfolio, key, **{name: blank if value is None else value})

    return write


def _set_amount(portfolio: Portfolio, key: str, part: Part, value: float | None) -> Portfolio:
    """Set one number of the benefit; clearing the likely one clears the estimate."""
    benefit = portfolio.initiatives[key].benefit
    if value is None and (benefit is None or benefit.amount is None):
        return portfolio
    amount = changed(None if benefit is None else benefit.amount, part, value)
    return set_benefit(portfolio, key, amount=amount)


def changed(before: Estimate | None, part: Part, value: float | None) -> Estimate | None:
    """Return an estimate with one number set, or cleared (None); without likely there is none.

    Raises:
        PortfolioError: a low or high number comes before the likely one.
    """
    if part == "likely":
        if value is None:
            return None
        return Estimate(value) if before is None else replace(before, likely=value)
    if before is None:
        if value is None:
            return None
        raise PortfolioError("Enter the likely number before its range.")
    return replace(before, low=value) if part == "low" else replace(before, high=value)


def _benefit(line: InitiativeLine) -> Benefit:
    return line.record.benefit or _NOTHING


def _amount(benefit: Benefit | None, part: Part) -> float | None:
    if benefit is None or benefit.amount is None:
        return None
    value: float | None = getattr(benefit.amount, part)
    return value


def _benefit_text(benefit: Benefit | None, part: Part) -> str:
    value = _amount(benefit, part)
    return "" if value is None or benefit is None else amount_text(value, benefit.unit)


def _percent(share: float | None) -> str:
    return "" if share is None else percent_text(share)


def percent_exact(share: float | None) -> str:
    """Return a share in percent so that it reads back equal; blank for None."""
    return "" if share is None else f"{share * 100:.12g}%"


def read_percent(text: str, hints: Hints) -> Parsed:
    """Read a share; a bare number above 1 is a percentage, as the header says."""
    parsed = parse_cell(text, "probability", decimal=hints.decimal)
    if not parsed.problem or "%" in text:
        return parsed
    percent = parse_cell(f"{text} %", "probability", decimal=hints.decimal)
    return parsed if percent.problem else percent
