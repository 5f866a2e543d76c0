"""Results as rows of plain values under stable names: for JSON, data frames and text tables.

Every number is a plain float or int; what is not known is None, never NaN.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import asdict

from portfolio.analysis import Results
from portfolio.analysis.worth import worth_by_id
from portfolio.funding import Line, Plan
from portfolio.model import Initiative, Portfolio, Problem, in_order
from portfolio.ranking import Matrix, Ranking
from portfolio.report.funding_rows import held_by

Row = dict[str, object]


def known(value: float) -> float | None:
    """Return a finite number as it is, and None for any other."""
    return float(value) if math.isfinite(value) else None


def rank_rows(portfolio: Portfolio, ranking: Ranking) -> list[Row]:
    """Return one row an initiative, best first, those that are not ranked last.

    ``id``, ``code``, ``name``; ``rank`` (1 is best, ties share it; None when not
    ranked); ``score`` (see ``score_name`` and ``score_unit`` of the ranking);
    ``contributions`` (criterion id to what it adds to the score; None when the method
    does not add up).
    """
    rows: list[tuple[float, Row]] = []
    for place, key in enumerate(ranking.initiative_ids):
        record = portfolio.initiatives[key]
        rank = int(ranking.ranks[place])
        parts = None
        if ranking.contributions is not None and rank:
            added = ranking.contributions[place].tolist()
            parts = {c: known(part) for c, part in zip(ranking.criterion_ids, added, strict=True)}
        row: Row = {
            "id": key,
            "code": record.code,
            "name": record.name,
            "rank": rank or None,
            "score": known(ranking.scores[place]),
            "contributions": parts,
        }
        rows.append((rank or math.inf, row))
    return [row for _, row in sorted(rows, key=lambda pair: pair[0])]


def weight_rows(portfolio: Portfolio, matrix: Matrix) -> list[Row]:
    """Return one row a criterion: ``id``, ``name`` and ``share`` of the weight, 0 to 1."""
    shares = zip(matrix.criterion_ids, matrix.weights.tolist(), strict=True)
    return [
        {"id": key, "name": portfolio.criteria[key].name, "share": share} for key, share in shares
    ]


def verdict_rows(results: Results) -> list[Row]:
    """Return one row an initiative in screen order; empty without a plan.

    ``id``, ``code``, ``name``; ``verdict`` (``fund``, ``defer`` for one that is funded from
    a later start than stated, or ``cut``; None when no plan fits); ``level`` (name of the
    size it is funded at, empty for full size or when cut); ``start`` and ``last`` (ids of
    the first and last planned period of its work; empty when cut), ``start_name`` and
    ``last_name``, ``goes_on`` (whether it works on after the planned periods); ``rule``
    (``mandated``, ``forced in``, ``forced out`` or empty); ``gain`` (what it adds to the
    plan's value at that size, at full size when cut; None when not stated); ``reason``
    (the rules that hold it when no plan fits); ``price`` (value lost when the verdict is
    reversed; None when not known).
    """
    portfolio, plan = results.portfolio, results.plan
    if plan is None:
        return []
    gains, fits = worth_by_id(results), plan.status != "infeasible"
    return [
        {
            "id": key,
            "code": record.code,
            "name": record.name,
            **_verdict(record, plan, key, gains.get(key)),
            **_span(portfolio, plan, key),
            **(_why(results.lines.get(key)) if fits else _held(portfolio, key)),
        }
        for key, record in in_order(portfolio.initiatives)
    ]


def plan_notes(results: Results) -> list[str]:
    """Return what the plan assumed; where it adds up scores, what they assumed as well.

    The plan adds up additive value, so a ranking by another method tells only what it read.
    """
    plan, ranking, matrix = results.plan, results.ranking, results.matrix
    if plan is None:
        return []
    if results.waterline is None and results.ranking_error is not None:
        without = f"Without a ranking there is no waterline: {results.ranking_error}"
        return [*plan.notes, without]
    if plan.objective != "value" or matrix is None:
        return list(plan.notes)
    scored = ranking if ranking is not None and ranking.method == "additive" else matrix
    return [*plan.notes, *scored.notes]


def _verdict(record: Initiative, plan: Plan, key: str, gain: float | None) -> Row:
    level = record.levels.get(plan.chosen.get(key, ""))
    share = 1.0 if level is None else level.benefit_share
    return {
        "verdict": None if plan.status == "infeasible" else plan.verdict(key),
        "level": "" if level is None else level.name,
        "rule": plan.origin(key),
        "gain": None if gain is None else known(gain * share),
    }


def _span(portfolio: Portfolio, plan: Plan, key: str) -> Row:
    span = plan.spans.get(key) if plan.status != "infeasible" else None
    start, last = ("", "") if span is None else (span.start, span.last)
    names = {period: record.name for period, record in portfolio.periods.items()}
    return {
        "start": start,
        "start_name": names.get(start, ""),
        "last": last,
        "last_name": names.get(last, ""),
        "goes_on": span is not None and span.goes_on,
    }


def _why(line: Line | None) -> Row:
    if line is None:
        return {"reason": "", "price": None}
    return {"reason": line.reason, "price": None if line.price is None else known(line.price)}


def _held(portfolio: Portfolio, key: str) -> Row:
    return {"reason": held_by(portfolio, key), "price": None}


def use_rows(portfolio: Portfolio, plan: Plan) -> list[Row]:
    """Return one row a resource and period, in screen order.

    ``resource``, ``period`` (ids); ``resource_name``, ``period_name``, ``unit``;
    ``demand`` (of all initiatives at full size), ``capacity`` (None: no stated limit)
    and ``used`` in ``unit``; ``share`` (used of the capacity, 1 is all; for a budget that
    carries over both are summed from the first period on; None without a limit). When no
    plan fits, ``used`` and ``share`` are None.
    """
    fits = plan.status != "infeasible"
    shares = plan.use_share()
    return [
        {
            "resource": resource,
            "resource_name": portfolio.resources[resource].name,
            "unit": portfolio.resources[resource].unit,
            "period": period,
            "period_name": portfolio.periods[period].name,
            "demand": known(plan.demand[row, column]),
            "capacity": known(plan.capacity[row, column]),
            "used": known(plan.use[row, column]) if fits else None,
            "share": known(shares[row, column]) if fits else None,
        }
        for row, resource in enumerate(plan.resource_ids)
        for column, period in enumerate(plan.period_ids)
    ]


def problem_rows(problems: Iterable[Problem]) -> list[Row]:
    """Return one row a problem: the attributes of ``model.Problem`` under their names."""
    return [asdict(problem) for problem in problems]
