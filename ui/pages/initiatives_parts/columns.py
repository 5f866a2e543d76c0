"""The columns of the table of initiatives, made for the resources and periods of a portfolio."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from portfolio.edit import set_demand
from portfolio.model import Estimate, Initiative, Period, Portfolio, Resource, in_order
from portfolio.model.amounts import amount_text, column_decimals, number_text
from portfolio.model.verdict_marks import marked
from portfolio.report.capacity_words import overall_word
from portfolio.report.initiative_lines import InitiativeLine, overall_demand, verdict_text
from ui.pages.initiatives_parts.facts_derived import FOLLOWS, DerivedCells
from ui.pages.initiatives_parts.facts_fields import chips_of, fact_fields
from ui.pages.initiatives_parts.fields import (
    Current,
    Field,
    Part,
    benefit_detail,
    benefit_field,
    changed,
    choice_field,
    date_field,
    delay_field,
    exact,
    probability_field,
    tags_field,
    text_field,
    typed,
)
from ui.pages.initiatives_parts.timing_fields import ending_fields, timing_fields
from ui.tables import Column

if TYPE_CHECKING:
    from portfolio.analysis import Results

_MOST_PERIOD_COLUMNS = 12
#: Columns that come from the ranking, and those that come from the plan.
RANKING_COLUMNS = ("rank", "score")
PLAN_COLUMNS = ("plan",)


def columns_of(results: Results, current: Current) -> list[Field]:
    """Return all columns, those of demand made for the resources and periods there are."""
    portfolio = results.portfolio
    verdict, *ranked = _answers(results)
    return [
        text_field("code", "Code", width=8),
        text_field("name", "Initiative", width=32),
        verdict,
        *_naming(current),
        *ranked,
        *_benefit(portfolio, results),
        *_demand(portfolio, DerivedCells(current)),
        date_field("start", "Start"),
        date_field("end", "End"),
        *timing_fields(portfolio),
        *ending_fields(portfolio),
        tags_field(),
        text_field("goal", "Goal", hidden=True, width=24),
        text_field("notes", "Notes", hidden=True, width=24),
        text_field("evidence", "Evidence", hidden=True, width=24),
        *fact_fields(portfolio),
    ]


def columns_signature(results: Results) -> tuple[object, ...]:
    """Return what the columns are made for; while it is equal they stay."""
    portfolio, ranking = results.portfolio, results.ranking
    return (
        tuple((key, r.name, r.unit) for key, r in in_order(portfolio.resources)),
        tuple((key, period.name) for key, period in in_order(portfolio.periods)),
        portfolio.settings.benefit_unit,
        portfolio.settings.currency,
        chips_of(portfolio),
        None if ranking is None else (ranking.score_name, ranking.score_unit),
        _score_decimals(results),
        None if results.plan is None else (results.plan.objective_name, results.plan.unit),
    )


def demand_field(
    resource: tuple[str, Resource], period: tuple[str, Period], part: Part, derived: DerivedCells
) -> Field:
    """Return the demand for one resource in one period; ``derived`` knows which cells follow."""
    (resource_id, record), (period_id, when) = resource, period

    def amount(line: InitiativeLine) -> float | None:
        estimate = _estimate(line.record, resource_id, period_id)
        value: float | None = None if estimate is None else getattr(estimate, part)
        return value

    def shown(line: InitiativeLine) -> str:
        text = _amount(amount(line))
        return f"{FOLLOWS} {text}" if text and derived.holds(line, resource_id, period_id) else text

    def write(portfolio: Portfolio, key: str, value: float | None) -> Portfolio:
        before = _estimate(portfolio.initiatives[key], resource_id, period_id)
        if value is None and before is None:
            return portfolio
        after = changed(before, part, value)
        return set_demand(portfolio, key, resource_id, period_id, after)

    return Column(
        f"demand/{resource_id}/{period_id}" + ("" if part == "likely" else f"/{part}"),
        f"{record.name}, {when.name}",
        shown,
        kind="number",
        unit=record.unit,
        sort=amount,
        text=lambda line: exact(amount(line)),
        tip=lambda line: "\n".join((shown(line), derived.words(line, resource_id, period_id))),
        parse=typed("amount", record.unit),
        write=write,
        locked=lambda line: derived.locked(line, resource_id),
        head=(record.name, f"{when.name} · {record.unit}"),
        about=f"{part.capitalize()} demand for {record.name} in {when.name}, in {record.unit}",
        width=13,
    )


def _naming(current: Current) -> list[Field]:
    return [
        text_field("category", "Category", current),
        text_field("unit", "Business unit", current, hidden=True),
        text_field("owner", "Owner", current),
        text_field("sponsor", "Sponsor", current, hidden=True),
        choice_field("stage", "Stage", 10),
        choice_field("status", "Status", 11),
    ]


def _answers(results: Results) -> list[Field]:
    ranking = results.ranking
    score_name = ranking.score_name if ranking is not None else "score"
    decimals = _score_decimals(results)
    return [
        Column(
            "plan",
            "Plan",
            _verdict,
            sort=_verdict_order,
            tone=_verdict_tone,
            about="What the best plan does with it under all limits and rules",
            width=20,
        ),
        Column(
            "rank",
            "Rank",
            lambda line: str(line.rank) if line.rank else "",
            kind="number",
            sort=lambda line: line.rank or None,
            about="By the ranking method in force; 1 is best",
            width=7,
        ),
        Column(
            "score",
            score_name.capitalize(),
            lambda line: "" if line.score is None else number_text(line.score, decimals=decimals),
            kind="number",
            unit=ranking.score_unit if ranking is not None else "",
            sort=lambda line: line.score,
            about=f"The {score_name} of the ranking method in force",
            width=9,
        ),
    ]


def _score_decimals(results: Results) -> int:
    return 0 if results.ranking is None else column_decimals(results.ranking.scores.tolist())


def _benefit(portfolio: Portfolio, results: Results) -> list[Field]:
    unit, plan = portfolio.settings.benefit_unit, results.plan
    worth_unit = plan.unit if plan is not None else unit
    worth_name = plan.objective_name if plan is not None else "risk-adjusted benefit"
    return [
        benefit_field("low", unit),
        benefit_field("likely", unit),
        benefit_field("high", unit),
        benefit_detail("unit", "Benefit unit", unit, 10),
        benefit_detail("kind", "Benefit kind", None, 10),
        probability_field(),
        delay_field(),
        benefit_detail("source", "Benefit source", "", 20),
        Column(
            "worth",
            "Risk-adjusted" if "benefit" in worth_name else "Value",
            lambda line: "" if line.worth is None else amount_text(line.worth, worth_unit),
            kind="number",
            sort=lambda line: line.worth,
            about=f"What it adds to the plan at full size: {worth_name}, in {worth_unit}",
            width=13,
        ),
    ]


def _demand(portfolio: Portfolio, derived: DerivedCells) -> list[Field]:
    resources, periods = in_order(portfolio.resources), in_order(portfolio.periods)
    split = len(resources) * len(periods) <= _MOST_PERIOD_COLUMNS
    columns: list[Field] = []
    for resource in resources:
        columns.append(_total_field(resource, [key for key, _ in periods], hidden=split))
        columns += [
            replace(demand_field(resource, period, "likely", derived), hidden=not split)
            for period in periods
        ]
    return columns


def _total_field(resource: tuple[str, Resource], periods: Sequence[str], *, hidden: bool) -> Field:
    (key, record), word = resource, overall_word(resource[1])
    over = "over all periods" if word == "total" else "in the period that needs most"
    return Column(
        f"demand/{key}",
        f"{record.name}, {word}",
        lambda line: _amount(overall_demand(line.record, (key, record), periods)),
        kind="number",
        unit=record.unit,
        sort=lambda line: overall_demand(line.record, (key, record), periods),
        head=(record.name, f"{word} · {record.unit}"),
        about=f"Likely demand for {record.name} {over}, in {record.unit}",
        hidden=hidden,
        width=13,
    )


def _estimate(record: Initiative, resource: str, period: str) -> Estimate | None:
    row = record.demand.get(resource)
    return None if row is None else row.get(period)


def _amount(value: float | None) -> str:
    return "" if value is None else number_text(value)


def _verdict(line: InitiativeLine) -> str:
    text = verdict_text(line) if line.fate is not None else line.origin.capitalize()
    return marked(text, line.fate, line.origin)


def _verdict_order(line: InitiativeLine) -> tuple[bool, str] | None:
    return None if line.fate is None else (line.fate == "cut", verdict_text(line))


def _verdict_tone(line: InitiativeLine) -> str:
    if line.fate is None:
        return ""
    if line.origin:
        return "forced"
    return "cut" if line.fate == "cut" else "funded"
