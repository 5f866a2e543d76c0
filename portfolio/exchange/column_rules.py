"""How the cells of a column are read: decimal mark, unit, order of dates, percentages.

Each is decided once for the column, by its cells, by the other columns or by the
user. What stays open is asked; nothing is assumed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from statistics import median

from portfolio.exchange.cells import CellRule, ValueKind
from portfolio.exchange.choices import Choices, ColumnChoice, DateOrder, DecimalMark
from portfolio.exchange.dates import OrderEvidence, looks_like_serial, order_evidence
from portfolio.exchange.fact_words import ANSWER
from portfolio.exchange.field_words import category_of, counts_devices
from portfolio.exchange.figure_rules import bare_values, figure_rule, settle_percent
from portfolio.exchange.finding import Finding
from portfolio.exchange.meaning import FACT_KINDS, Meaning, MeaningKind, Named
from portfolio.exchange.meanings import NUMERIC, Taken
from portfolio.exchange.numerals import (
    DecimalEvidence,
    NumberText,
    decimal_evidence,
    read_number,
)
from portfolio.exchange.sheet import DATE, NUMBER, TEXT
from portfolio.exchange.units import convert, parse_unit
from portfolio.exchange.words import plain_words
from portfolio.model import Portfolio

VALUE_KINDS: Mapping[MeaningKind, ValueKind] = {
    "stage": "stage",
    "status": "status",
    "benefit_kind": "kind",
    "start": "date",
    "end": "end",
    "tags": "tags",
    "benefit": "amount",
    "demand": "amount",
    "benefit_delay": "amount",
    "rating": "rating",
    "probability": "probability",
    "figure": "figure",
    "training": "figure",
    "answer": "answer",
}
_LARGE_MILLIONS = 20_000.0
_FAR = 20.0
_MARK_NAMES: Mapping[DecimalMark, str] = {".": "point", ",": "comma"}


def find_rules(taken: list[Taken], portfolio: Portfolio, choices: Choices) -> list[Finding]:
    """Return how each column is read."""
    marks = _Marks(taken, choices)
    units = _Units(taken, portfolio)
    findings = []
    for one in taken:
        finding = Finding(one, _bare_rule(one.meaning))
        choice = choices.column(one.column.index)
        if one.meaning.kind in NUMERIC:
            finding = marks.decide(finding, choice.decimal)
        if one.meaning.kind == "probability":
            finding = settle_percent(finding, choice)
        elif one.meaning.kind in FACT_KINDS - {"answer"}:
            finding = figure_rule(finding, choice, portfolio)
        elif one.meaning.kind in NUMERIC:
            finding = units.decide(finding, choice)
        elif is_dated(one.meaning):
            finding = _dates(finding, choices)
        findings.append(finding)
    return findings


def _bare_rule(meaning: Meaning) -> CellRule | None:
    kind = meaning.kind
    if kind == "ignore":
        return None
    minimum = 0.0 if kind in {"demand", "benefit_delay"} else None
    answer = meaning.of if kind == "answer" else ""
    return CellRule(VALUE_KINDS.get(kind, "text"), minimum=minimum, answer=answer)


def is_dated(meaning: Meaning) -> bool:
    """Whether the cells of a column are dates."""
    if meaning.kind == "answer":
        return ANSWER[meaning.of].kind == "date"
    return meaning.kind in {"start", "end"}


class _Marks:
    """Decides the decimal mark of one column with the others in view."""

    def __init__(self, taken: list[Taken], choices: Choices) -> None:
        self._fallback = choices.decimal
        self._evidence: dict[int, DecimalEvidence] = {}
        self._elsewhere: dict[DecimalMark, str] = {}
        for one in taken:
            if one.meaning.kind not in NUMERIC:
                continue
            column = one.column
            evidence = decimal_evidence(column.texts)
            self._evidence[column.index] = evidence
            if evidence.mark and not evidence.against:
                self._elsewhere.setdefault(evidence.mark, column.letter)

    def decide(self, finding: Finding, chosen: DecimalMark | None) -> Finding:
        """Return a finding with the decimal mark settled, or open."""
        rule = finding.rule
        evidence = self._evidence[finding.taken.column.index]
        if rule is None or (evidence.mark is None and not evidence.open):
            return finding
        mark, why = chosen, "as you said"
        if mark is None and evidence.mark and not evidence.against:
            mark, why = evidence.mark, f"as “{evidence.because}” shows"
        if mark is None and self._fallback:
            mark = self._fallback
        if mark is None and len(self._elsewhere) == 1 and not evidence.against:
            mark, letter = next(iter(self._elsewhere.items()))
            why = f"as in column {letter}"
        if mark is None:
            return finding.asked("decimal", evidence.open or evidence.against)
        clause = f"numbers have a decimal {_MARK_NAMES[mark]}, {why}"
        return finding.noted(clause, replace(rule, decimal=mark))


class _Units:
    """Decides the unit of the bare numbers of a column."""

    def __init__(self, taken: list[Taken], portfolio: Portfolio) -> None:
        self._portfolio = portfolio
        self._new: dict[str, str] = {}
        self._long = any(one.meaning.kind == "resource_name" for one in taken)
        self._by_row = any(one.meaning.kind == "benefit_unit" for one in taken)
        for one in taken:
            resource = one.meaning.resource
            if resource is not None and resource.id is None:
                unit = self._stated(one)
                if unit or resource.name not in self._new:
                    self._new[resource.name] = unit or self._new.get(resource.name, "")

    def decide(self, finding: Finding, choice: ColumnChoice) -> Finding:
        """Return a finding with unit and scale settled, or open."""
        taken, rule = finding.taken, finding.rule
        target = self._target(taken)
        if rule is None:
            return finding
        rule = replace(rule, unit=target)
        written = self._money(taken, taken.unit) or target
        if choice.scale is not None:
            clause = f"bare numbers × {choice.scale:g} are {target}, as you said"
            return replace(finding.noted(clause, replace(rule, scale=choice.scale)), unit=target)
        if taken.meaning.kind == "demand" and not taken.meaning.resource and not self._long:
            return replace(finding, rule=rule, unit=written)
        factor = convert(written, target) if written and written != target else 1.0
        if factor is not None and not taken.unit and _counts_machines(taken, target):
            written, factor = taken.column.header, None
        if factor is None:
            return replace(finding, rule=rule, unit=written).asked("unit", written)
        odd = "" if taken.unit or self._by_row else _looks_unscaled(taken, rule)
        if odd:
            return replace(finding, rule=rule, unit=target).asked("scale", odd)
        clause = f"bare numbers are in {written}" if written else "numbers have no unit"
        return replace(finding.noted(clause, replace(rule, scale=factor)), unit=written)

    def _target(self, taken: Taken) -> str:
        """Return the unit that the portfolio counts in."""
        meaning, portfolio = taken.meaning, self._portfolio
        if meaning.kind == "benefit":
            return portfolio.settings.benefit_unit
        if meaning.kind == "benefit_delay":
            return "yr"
        if meaning.kind == "rating":
            criterion = meaning.criterion
            return portfolio.criteria[criterion.id].unit if criterion and criterion.id else ""
        if meaning.resource is None:
            return ""
        if meaning.resource.id is not None:
            return portfolio.resources[meaning.resource.id].unit
        return new_unit(meaning.resource, self._new.get(meaning.resource.name, ""), portfolio)

    def _stated(self, taken: Taken) -> str:
        """Return the unit that header or cells give to a new resource."""
        return self._money(taken, taken.unit) or taken.aside or _commonest_unit(taken)

    def _money(self, taken: Taken, unit: str) -> str:
        """Return a unit, a bare scale of money as one of the portfolio's currency."""
        meaning = taken.meaning
        words = plain_words(meaning.resource.name) if meaning.resource else ""
        bare = unit.isalpha() and len(unit) < 4 and parse_unit(f"$ {unit}").is_money
        if bare and meaning.kind == "demand" and category_of(words) == "capital":
            return f"{self._portfolio.settings.currency} {unit.upper()}"
        return unit


def new_unit(resource: Named, stated: str, portfolio: Portfolio) -> str:
    """Return the unit that a resource to be created is counted in."""
    category = category_of(plain_words(resource.name))
    if stated and parse_unit(stated).base:
        return stated
    bare = {"capital": portfolio.settings.currency, "talent": "FTE"}.get(category or "", "units")
    return f"{stated} {bare}" if stated else bare


def _commonest_unit(taken: Taken) -> str:
    numbers = (read_number(text) for text in taken.column.texts)
    units = Counter(number.unit for number in numbers if number and number.unit)
    return units.most_common(1)[0][0] if units else ""


def _counts_machines(taken: Taken, target: str) -> bool:
    """Whether a header counts machines where the portfolio counts their hours."""
    bare = any(number is not None and not number.unit for number in _read(taken))
    hours = parse_unit(target).base.split()[-1:] == ["h"]
    return bare and hours and counts_devices(plain_words(taken.column.header))


def _looks_unscaled(taken: Taken, rule: CellRule) -> str:
    """Return a bare number that can hardly be in the scale of the unit; empty if there is none.

    Either half of them are too large to be millions, or one is far from all the
    numbers beside it that say their unit: ``500`` under ``$1.2M``.
    """
    unit = parse_unit(rule.unit)
    bare = bare_values(taken, rule)
    if not unit.is_money or unit.scale == 1.0 or not bare:
        return ""
    values = sorted(bare.values())
    large = unit.scale >= 1e6 and median(values) >= _LARGE_MILLIONS
    stated = _stated_values(taken, rule)
    for text, value in bare.items():
        near = any(value <= other * _FAR and other <= value * _FAR for other in stated)
        if (large and value >= _LARGE_MILLIONS) or (stated and value and not near):
            return text
    return ""


def _read(taken: Taken) -> list[NumberText | None]:
    return [read_number(text) for text, kind in taken.column.cells if kind in {NUMBER, TEXT}]


def _stated_values(taken: Taken, rule: CellRule) -> list[float]:
    """Return the numbers of a column that say their unit, in the unit wanted."""
    values = []
    for number in _read(taken):
        factor = convert(number.unit, rule.unit) if number is not None and number.unit else None
        value = number.value(rule.decimal) if number is not None else None
        values += [value * factor] if value and factor else []
    return values


def _dates(finding: Finding, choices: Choices) -> Finding:
    """Settle the order of day and month, and whether bare numbers are day counts."""
    column, rule = finding.taken.column, finding.rule
    choice = choices.column(column.index)
    if rule is None:
        return finding
    if choice.serials:
        clause = f"bare numbers count days from {choice.serials}, as you said"
        rule = replace(rule, serials=choice.serials)
        finding = finding.noted(clause, rule)
    else:
        serial = next(
            (text for text, kind in column.cells if kind != DATE and looks_like_serial(text)), ""
        )
        finding = finding.asked("serials", serial) if serial else finding
    evidence = order_evidence(column.texts)
    if evidence.order is None and not evidence.open:
        return finding
    order, why = _date_order(evidence, choice.date_order, choices.date_order)
    if order is None:
        return finding.asked("date_order", evidence.open or evidence.against)
    first = "day" if order == "dmy" else "month"
    return finding.noted(f"the {first} comes first, {why}", replace(rule, date_order=order))


def _date_order(
    evidence: OrderEvidence, chosen: DateOrder | None, fallback: DateOrder | None
) -> tuple[DateOrder | None, str]:
    if chosen is not None:
        return chosen, "as you said"
    if evidence.order is not None and not evidence.against:
        return evidence.order, f"as “{evidence.because}” shows"
    return fallback, "as you said"
