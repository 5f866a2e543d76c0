"""What a table says about one initiative, collected over its rows, then made into a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from portfolio.exchange.cells import scaled
from portfolio.exchange.clean import clean_text
from portfolio.exchange.fact_drafts import FactDraft
from portfolio.exchange.meaning import FACT_KINDS, FIELDS, Meaning, MeaningKind, Part
from portfolio.exchange.proposal import CellValue
from portfolio.exchange.units import convert
from portfolio.model import Benefit, Demand, Estimate, FrozenMap, Initiative, Settings

_FIELDS = frozenset(FIELDS)
_BENEFIT_FIELDS: dict[MeaningKind, str] = {
    "benefit_unit": "unit",
    "benefit_kind": "kind",
    "benefit_delay": "delay_years",
    "benefit_source": "source",
    "probability": "probability",
}
#: Part of an estimate to number.
Amounts = dict[str, float]


class Draft:
    """The values for one initiative; the first row that gives one wins.

    Args:
        initiative: id of the one to update, None for a new one.
        periods: ids of all periods in their order, for amounts that name none.
    """

    def __init__(self, initiative: str | None, periods: Sequence[str]) -> None:
        self.initiative = initiative
        self.key = initiative or ""
        self.ratings: dict[tuple[str, str], float] = {}
        self._order = ""
        self._periods = periods
        self._fields: dict[str, CellValue] = {}
        self._benefit: dict[str, CellValue] = {}
        self._amount: Amounts = {}
        self._demand: dict[tuple[str, str], Amounts] = {}
        self._facts = FactDraft()

    def make(self, key: str, order: str) -> None:
        """Give a new initiative its id and its place."""
        self.key, self._order = key, order

    def take(self, meaning: Meaning, value: CellValue) -> None:
        """Take one cell's value; ``meaning`` names only what has an id."""
        if meaning.kind in _FIELDS:
            self._fields.setdefault(meaning.kind, value)
        elif meaning.kind in _BENEFIT_FIELDS:
            self._benefit.setdefault(_BENEFIT_FIELDS[meaning.kind], value)
        elif meaning.kind in FACT_KINDS:
            self._facts.take(meaning, value)
        elif isinstance(value, float):
            self._take_number(meaning, value)

    def build(self, old: Initiative | None, settings: Settings) -> Initiative:
        """Return the initiative with the values taken; what is the same stays the same object."""
        base = old or Initiative(name="", order=self._order)
        changes = _changes(base, self._fields)
        if self._benefit or self._amount:
            changes["benefit"] = self._new_benefit(base.benefit, settings)
        if self._demand:
            changes["demand"] = self._new_demand(base.demand)
        facts = self._facts.build(base.facts)
        if facts is not base.facts:
            changes["facts"] = facts
        return replace(base, **changes)

    def _take_number(self, meaning: Meaning, value: float) -> None:
        if meaning.kind == "benefit":
            self._amount.setdefault(meaning.part, value)
        elif meaning.kind == "rating" and meaning.rater and meaning.criterion:
            rater, criterion = meaning.rater.id, meaning.criterion.id
            if rater is not None and criterion is not None:
                self.ratings.setdefault((rater, criterion), value)
        elif meaning.kind == "demand" and meaning.resource and meaning.resource.id:
            resource = meaning.resource.id
            if meaning.period is not None and meaning.period.id is not None:
                self._need(resource, meaning.period.id, meaning.part, value)
            elif meaning.spread:
                share = value / len(self._periods) if meaning.spread == "even" else value
                for period in self._periods:
                    self._need(resource, period, meaning.part, share)

    def _need(self, resource: str, period: str, part: Part, value: float) -> None:
        self._demand.setdefault((resource, period), {}).setdefault(part, value)

    def _new_benefit(self, old: Benefit | None, settings: Settings) -> Benefit:
        """Return the benefit with the values taken, in its own unit."""
        amounts = self._amount
        benefit = old or Benefit(unit=settings.benefit_unit)
        facts: dict[str, Any] = _changes(benefit, self._benefit)
        foreign = clean_text(benefit.unit) not in {"", settings.benefit_unit}
        if amounts and foreign and "unit" not in self._benefit:
            factor = convert(settings.benefit_unit, benefit.unit)
            if factor is None:
                facts["unit"] = settings.benefit_unit
                benefit = replace(benefit, amount=None)
            else:
                amounts = {part: scaled(value, factor) for part, value in amounts.items()}
        if amounts:
            facts["amount"] = _estimate(benefit.amount, amounts)
        return replace(benefit, **facts)

    def _new_demand(self, old: Demand) -> Demand:
        """Return the demand with the values taken."""
        by_resource: dict[str, dict[str, Estimate]] = {}
        nothing: FrozenMap[str, Estimate] = FrozenMap()
        for (resource, period), amounts in self._demand.items():
            before = old.get(resource, nothing).get(period)
            estimate = _estimate(before, amounts)
            if estimate is not None:
                by_resource.setdefault(resource, {})[period] = estimate
        return old.with_all(
            {
                resource: old.get(resource, nothing).with_all(periods)
                for resource, periods in by_resource.items()
            }
        )


def _estimate(old: Estimate | None, amounts: Amounts) -> Estimate | None:
    """Return an estimate with the parts taken; None without a likely value anywhere."""
    parts: dict[str, Any] = {**amounts}
    if old is not None:
        return replace(old, **parts)
    return Estimate(**parts) if "likely" in parts else None


def _changes(record: object, values: Mapping[str, CellValue]) -> dict[str, Any]:
    """Return the values that say something else than the record."""
    return {
        name: value
        for name, value in values.items()
        if not _same_text(getattr(record, name), value)
    }


def _same_text(old: object, new: object) -> bool:
    """Whether a text differs only in what no table can carry: outer blanks, control characters."""
    if isinstance(old, str) and isinstance(new, str):
        return clean_text(old) == new
    if isinstance(old, tuple) and isinstance(new, tuple):
        tags = (" ".join(clean_text(tag).split()) for tag in old)
        return tuple(dict.fromkeys(tag for tag in tags if tag)) == new
    return old == new
