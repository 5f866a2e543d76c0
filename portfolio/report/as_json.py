"""Results as JSON documents whose keys stay as they are from version to version."""

from __future__ import annotations

import json
from collections.abc import Sequence

from portfolio.analysis import Results
from portfolio.exchange import CellProblem, Report
from portfolio.exchange.book import BookPlan
from portfolio.funding import Plan
from portfolio.model import Portfolio, Problem
from portfolio.model.text import is_hidden
from portfolio.ranking import METHODS, Parameter, Ranking
from portfolio.report.plan_reads import plan_of, ranking_of
from portfolio.report.rows import (
    Row,
    known,
    plan_notes,
    problem_rows,
    rank_rows,
    use_rows,
    verdict_rows,
    weight_rows,
)


def to_text(document: object, *, encoding: str = "utf-8") -> str:
    """Return JSON that a terminal shows as it is.

    Characters that cannot be seen are escaped, so a name cannot turn a line around; all
    that is not ASCII when the encoding is not one of Unicode.
    """
    plain = not encoding.lower().startswith("utf")
    text = json.dumps(document, ensure_ascii=plain, allow_nan=False, indent=2)
    if text.isascii():
        return text
    return "".join(_escaped(c) if is_hidden(c) and c != "\n" else c for c in text)


def _escaped(character: str) -> str:
    return json.dumps(character)[1:-1]


def ranking_document(results: Results) -> Row:
    """Return ``rank --json``.

    ``portfolio``, ``title``; ``method``, ``score_name``, ``score_unit``,
    ``higher_is_better``, ``relative``, ``missing_ratings`` (the rule used);
    ``weights`` (see ``rows.weight_rows``); ``initiatives`` (see ``rows.rank_rows``);
    ``compromise`` (VIKOR only, else None: ``ids``, and whether the conditions
    ``advantage`` and ``stability`` hold); ``notes``.

    Raises:
        PortfolioError: there is no ranking, for this reason.
    """
    portfolio, (ranking, matrix) = results.portfolio, ranking_of(results)
    return {
        **_head(portfolio),
        "method": ranking.method,
        "score_name": ranking.score_name,
        "score_unit": ranking.score_unit,
        "higher_is_better": ranking.higher_is_better,
        "relative": ranking.relative,
        "missing_ratings": portfolio.settings.missing,
        "weights": weight_rows(portfolio, matrix),
        "initiatives": rank_rows(portfolio, ranking),
        "compromise": _compromise(ranking),
        "notes": list(ranking.notes),
    }


def _compromise(ranking: Ranking) -> Row | None:
    found = ranking.compromise
    if found is None:
        return None
    return {
        "ids": list(found.ids),
        "advantage": found.advantage,
        "stability": found.stability,
    }


def plan_document(results: Results) -> Row:
    """Return ``plan --json``.

    ``portfolio``, ``title``; ``status`` (``optimal``, ``feasible`` or ``infeasible``),
    ``objective``, ``objective_name``, ``unit``, ``value``, ``bound``, ``gap`` (0.01 is 1 %;
    all three None when nothing fits); ``initiatives`` (see ``rows.verdict_rows``); ``use``
    (see ``rows.use_rows``); ``waterline`` (``status``, ``value``, ``lost``, ``funded``; None
    without a ranking); ``conflict`` (why nothing fits, else empty); ``notes``.

    Raises:
        PortfolioError: there is no plan, for this reason.
    """
    portfolio, plan = results.portfolio, plan_of(results)
    fits = plan.status != "infeasible"
    return {
        **_head(portfolio),
        "status": plan.status,
        "objective": plan.objective,
        "objective_name": plan.objective_name,
        "unit": plan.unit,
        "value": known(plan.value) if fits else None,
        "bound": known(plan.bound) if fits else None,
        "gap": known(plan.gap) if fits else None,
        "initiatives": verdict_rows(results),
        "use": use_rows(portfolio, plan),
        "waterline": _waterline(plan, results.waterline),
        "conflict": plan.conflict,
        "notes": plan_notes(results),
    }


def _waterline(plan: Plan, waterline: Plan | None) -> Row | None:
    if waterline is None:
        return None
    both = "infeasible" not in (plan.status, waterline.status)
    return {
        "status": waterline.status,
        "value": known(waterline.value),
        "lost": known(plan.value - waterline.value) if both else None,
        "funded": sorted(waterline.chosen),
        "notes": list(waterline.notes),
    }


def check_document(portfolio: Portfolio, problems: Sequence[Problem]) -> Row:
    """Return ``check --json``.

    ``portfolio``, ``title``; ``errors``, ``warnings``, ``notes`` (counts); ``problems``
    (see ``rows.problem_rows``).
    """
    counts = {
        f"{severity}s": sum(problem.severity == severity for problem in problems)
        for severity in ("error", "warning", "note")
    }
    return {**_head(portfolio), **counts, "problems": problem_rows(problems)}


def import_document(portfolio: Portfolio, report: Report) -> Row:
    """Return ``import --json``.

    ``portfolio``, ``title``; ``added``, ``updated``, ``unchanged`` (ids); ``created``
    (resources, periods, criteria and raters that the table named); ``rows`` (every row
    of the table: ``number``, ``action``, ``reason``); ``problems`` (cells left out:
    ``where``, ``text``, ``what``); ``notes``.
    """
    return {
        **_head(portfolio),
        "added": list(report.added),
        "updated": list(report.updated),
        "unchanged": list(report.unchanged),
        "created": [{"noun": each.noun, "name": each.name} for each in report.created],
        "rows": [
            {"number": row.number, "action": row.action, "reason": row.reason}
            for row in report.rows
        ],
        "problems": _cells(report.problems),
        "notes": list(report.notes),
    }


def book_document(plan: BookPlan) -> Row:
    """Return ``import --json`` of the sheets of a whole portfolio.

    ``portfolio``, ``title``; ``rows`` (every row of every sheet: ``sheet``, ``number``,
    ``action``, ``reason``); ``problems`` and ``notes`` as of a table.
    """
    return {
        **_head(plan.portfolio),
        "rows": [
            {"sheet": row.sheet, "number": row.number, "action": row.action, "reason": row.reason}
            for row in plan.rows
        ],
        "problems": _cells(plan.problems),
        "notes": list(plan.notes),
    }


def _cells(problems: Sequence[CellProblem]) -> list[Row]:
    return [{"where": cell.where, "text": cell.text, "what": cell.what} for cell in problems]


def methods_document() -> list[Row]:
    """Return ``methods --json``: what each method is, and its ``parameters``.

    ``name``, ``title``, ``family``, ``question``, ``relative``, ``source``; of each
    parameter ``name``, ``title``, ``meaning``, ``default``, ``low``, ``high``, ``whole``.
    """
    return [
        {
            "name": method.name,
            "title": method.title,
            "family": method.family,
            "question": method.question,
            "relative": method.relative,
            "source": method.source,
            "parameters": [_parameter(each) for each in method.parameters],
        }
        for method in METHODS
    ]


def _parameter(parameter: Parameter) -> Row:
    return {
        "name": parameter.name,
        "title": parameter.title,
        "meaning": parameter.tip,
        "default": parameter.default,
        "low": parameter.low,
        "high": parameter.high,
        "whole": parameter.whole,
    }


def _head(portfolio: Portfolio) -> Row:
    return {"portfolio": portfolio.id, "title": portfolio.title}
