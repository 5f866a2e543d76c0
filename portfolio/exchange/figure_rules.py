"""How columns of figures and of shares are read: their unit, and whether they are percentages."""

from __future__ import annotations

from dataclasses import replace

from portfolio.exchange.cells import CellRule
from portfolio.exchange.choices import ColumnChoice
from portfolio.exchange.figure_words import figure_factor, kind_named
from portfolio.exchange.finding import Finding
from portfolio.exchange.meanings import Taken
from portfolio.exchange.numerals import read_number
from portfolio.exchange.sheet import NUMBER, TEXT
from portfolio.model import MONEY, Portfolio

#: Words of a header that say in which unit of time its numbers are.
_TIMES = ("minutes", "seconds")


def figure_rule(finding: Finding, choice: ColumnChoice, portfolio: Portfolio) -> Finding:
    """Return a finding on a figure, or on hours of training, with its unit settled, or open."""
    taken, rule = finding.taken, finding.rule
    if rule is None:
        return finding
    meaning, currency = taken.meaning, portfolio.settings.currency
    kind = kind_named(meaning.of, training=meaning.kind == "training")
    asked = kind.unit.replace(MONEY, currency)
    rule = replace(rule, figure=kind, currency=currency, unit=asked)
    finding = replace(finding, rule=rule, unit=asked)
    if kind.is_share:
        return settle_percent(finding, replace(choice, percent=False) if taken.own else choice)
    if choice.scale is not None:
        clause = f"bare numbers × {choice.scale:g} are {asked}, as you said"
        return finding.noted(clause, replace(rule, scale=choice.scale))
    written = taken.unit or _aside(taken, rule) or asked
    factor = 1.0 if written == asked else figure_factor(written, kind, currency)
    if factor is None:
        return replace(finding, unit=written).asked("unit", written)
    clause = f"bare numbers are in {written}" if written else "numbers have no unit"
    return replace(finding.noted(clause, replace(rule, scale=factor)), unit=written)


def _aside(taken: Taken, rule: CellRule) -> str:
    """Return the unit of time or the currency that the words of a header name."""
    if rule.figure is None:
        return ""
    words = taken.column.header.casefold().split()
    named = next((time for time in _TIMES if time in words), "")
    said = taken.aside or (named if rule.figure.name == "seconds_per_unit" else "")
    return said if said and figure_factor(said, rule.figure, rule.currency) is not None else ""


def settle_percent(finding: Finding, choice: ColumnChoice) -> Finding:
    """Settle whether bare probabilities are percentages or fractions of 1."""
    taken, rule = finding.taken, finding.rule
    values = bare_values(taken, rule).values() if rule else []
    if rule is None or not values:
        return finding
    above = any(value > 1 for value in values)
    between = any(0 < value < 1 for value in values)
    if choice.percent is not None:
        percent, why = choice.percent, "as you said"
    elif taken.unit == "%":
        percent, why = True, "as the header says"
    elif above and between:
        return finding.asked("percent", taken.column.samples[0])
    else:
        percent, why = above, "as their size shows"
    noun = "percentages" if percent else "fractions of 1"
    return finding.noted(f"bare numbers are {noun}, {why}", replace(rule, percent=percent))


def bare_values(taken: Taken, rule: CellRule) -> dict[str, float]:
    """Return the numbers of a column that stand without a unit, by their text."""
    values = {}
    for text, kind in taken.column.cells:
        number = read_number(text) if kind in {NUMBER, TEXT} else None
        if number is not None and not number.unit:
            value = number.value("." if kind == NUMBER else rule.decimal)
            if value is not None:
                values[text] = value
    return values
