"""Results as text for a terminal."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby

from portfolio.analysis import Results
from portfolio.exchange import CellProblem, Report
from portfolio.exchange.book import BookPlan
from portfolio.funding import Plan
from portfolio.model import Portfolio, Problem, in_order
from portfolio.model.amounts import amount_text, number_text, percent_text
from portfolio.model.text import listed, quoted
from portfolio.ranking import METHODS, method_named
from portfolio.report.grid import bullets, cell, grid, paragraph, titled
from portfolio.report.plan_reads import plan_of, ranking_of
from portfolio.report.rows import Row, plan_notes, rank_rows, use_rows, verdict_rows, weight_rows
from portfolio.report.summary import counted, summarize

_HEADS = {
    "portfolio": "The portfolio",
    "initiative": "Initiatives",
    "period": "Periods",
    "resource": "Resources",
    "criterion": "Criteria",
    "rating": "Ratings",
    "rule": "Rules",
    "scenario": "Scenarios",
    "decision": "Decisions",
    "comment": "Comments",
}


def ranking_lines(results: Results, width: int) -> list[str]:
    """Return ``rank``: the method, the table, the weights, the notes.

    Raises:
        PortfolioError: there is no ranking, for this reason.
    """
    portfolio, (ranking, matrix) = results.portfolio, ranking_of(results)
    method = method_named(ranking.method)
    unit = f" ({ranking.score_unit})" if ranking.score_unit else ""
    rows = [
        ["–" if row["rank"] is None else str(row["rank"]), _name(row), _number(row["score"])]
        for row in rank_rows(portfolio, ranking)
    ]
    weights = [[str(row["name"]), _percent(row["share"])] for row in weight_rows(portfolio, matrix)]
    return [
        cell(portfolio.title, width),
        *paragraph(f"{method.title}: {method.question} {method.label}", width=width),
        "",
        *grid(
            ["Rank", "Initiative", f"{ranking.score_name.capitalize()}{unit}"], rows, right="r r"
        ),
        *titled("Weights", grid(["Criterion", "Share"], weights, right=" r")),
        *titled("Notes", bullets(ranking.notes, width=width)),
    ]


def plan_lines(results: Results, width: int) -> list[str]:
    """Return ``plan``: the answer, who is funded and cut and why, use, waterline, notes.

    Raises:
        PortfolioError: there is no plan, for this reason.
    """
    portfolio, plan = results.portfolio, plan_of(results)
    if plan.status == "infeasible":
        return _nothing_fits(results, plan, width)
    summary = summarize(results)
    rows = verdict_rows(results)
    parts = {
        title: [row for row in rows if row["verdict"] == verdict]
        for title, verdict in (("Funded", "fund"), ("Deferred", "defer"), ("Cut", "cut"))
    }
    return [
        cell(portfolio.title, width),
        *paragraph(f"{summary.headline.rstrip('.')}. ({summary.proof})", width=width),
        *(
            line
            for title, part in parts.items()
            for line in titled(f"{title} ({len(part)})", list(_verdicts(part, plan.unit, width)))
        ),
        *titled("Capacity used", _use(portfolio, plan)),
        *titled(
            "Straight down the ranking instead", _waterline(results, summary.waterline_loss, width)
        ),
        *titled("Notes", bullets(plan_notes(results), width=width)),
    ]


def _nothing_fits(results: Results, plan: Plan, width: int) -> list[str]:
    """Return the conflict, and every initiative with the rules that hold it."""
    portfolio, summary, rows = results.portfolio, summarize(results), verdict_rows(results)
    held = [row for row in rows if row["reason"]]
    free = [row for row in rows if not row["reason"]]
    notes = [note for note in plan_notes(results) if note != plan.conflict]
    return [
        cell(portfolio.title, width),
        *paragraph(summary.headline, width=width),
        *titled(f"Held by rules ({len(held)})", list(_verdicts(held, plan.unit, width))),
        *titled(f"Free, not decided ({len(free)})", list(_verdicts(free, plan.unit, width))),
        *titled("Notes", bullets(notes, width=width)),
    ]


def _verdicts(rows: Sequence[Row], unit: str, width: int) -> Iterator[str]:
    """Yield a line for each initiative, and under it the reason."""
    table = [
        [
            _name(row),
            _gain(row, unit),
            listed(word for word in (str(row["level"]), _from(row), str(row["rule"])) if word),
        ]
        for row in rows
    ]
    if not table:
        return
    lines = grid(["Initiative", "Worth", "Size, start and rule"], table, right=" r")
    yield from lines[:2]
    for line, row in zip(lines[2:], rows, strict=True):
        yield line
        yield from paragraph(str(row["reason"]), width=width, indent="    ")


def _from(row: Row) -> str:
    """Return from when a deferred initiative is at work."""
    return f"from {cell(str(row['start_name']))}" if row["verdict"] == "defer" else ""


def _gain(row: Row, unit: str) -> str:
    gain = row["gain"]
    return amount_text(gain, unit) if isinstance(gain, float) else "not stated"


def _use(portfolio: Portfolio, plan: Plan) -> list[str]:
    """Return a table of the share used, resources by periods, and the tightest amounts."""
    periods = [portfolio.periods[key].name for key in plan.period_ids]
    table = []
    groups = groupby(use_rows(portfolio, plan), lambda row: row["resource"])
    for (_, group), carries in zip(groups, plan.carries, strict=True):
        rows = list(group)
        name = cell(str(rows[0]["resource_name"]))
        shares = [_share(row) for row in rows]
        label = f"{name} (running sum)" if carries else name
        table.append([label, *shares, _tightest(rows, carries=carries)])
    if not table:
        return []
    return grid(["Resource", *periods, "Tightest"], table, right=" " + "r" * len(periods))


def _share(row: Row) -> str:
    if row["capacity"] is None:
        return "no limit"
    return _percent(row["share"]) if row["share"] is not None else "over"


def _tightest(rows: Sequence[Row], *, carries: bool) -> str:
    """Return used and available where the share is highest; running sums for a budget."""
    used = there = 0.0
    best, text = -1.0, "no limit"
    for row in rows:
        amounts = (row["used"], row["capacity"])
        if not (isinstance(amounts[0], float) and isinstance(amounts[1], float)):
            continue
        used = used + amounts[0] if carries else amounts[0]
        there = there + amounts[1] if carries else amounts[1]
        share = row["share"] if isinstance(row["share"], float) else math.inf
        if share > best:
            best = share
            text = f"{number_text(used)} of {amount_text(there, str(row['unit']))}"
    return text


def _waterline(results: Results, loss: str, width: int) -> list[str]:
    """Return what the waterline loses, and where it differs from the plan."""
    plan, line = results.plan, results.waterline
    if plan is None or line is None:
        return []
    instead = [key for key, _ in in_order(results.portfolio.initiatives)]
    texts = [
        loss,
        _difference(
            results.portfolio,
            "It funds {}, which the plan cuts.",
            [key for key in instead if key in line.chosen and key not in plan.chosen],
        ),
        _difference(
            results.portfolio,
            "It cuts {}, which the plan funds.",
            [key for key in instead if key in plan.chosen and key not in line.chosen],
        ),
    ]
    return bullets([text for text in texts if text], width=width)


def _difference(portfolio: Portfolio, sentence: str, keys: Sequence[str]) -> str:
    names = listed(quoted(portfolio.initiatives[key].name) for key in keys)
    return sentence.format(names) if keys else ""


def problem_lines(portfolio: Portfolio, problems: Sequence[Problem], width: int) -> list[str]:
    """Return ``check``: counts, then the problems by kind of record, in screen order."""
    head = [cell(portfolio.title, width), counted(problems)]
    for kind, group in groupby(problems, lambda problem: problem.kind):
        texts = [(problem.severity, f"{problem.text} {problem.remedy}") for problem in group]
        lines = [
            line
            for severity, text in texts
            for line in paragraph(
                text, width=width, indent=" " * 11, first=f"  {severity}".ljust(11)
            )
        ]
        head += titled(_HEADS[kind], lines)
    return head


def import_lines(report: Report, width: int) -> list[str]:
    """Return ``import``: counts, what the table brought along, what was left out and why."""
    created = [f"A new {each.title}." for each in report.created]
    skipped = [f"Row {row.number}: {row.reason}" for row in report.skipped]
    return [
        *paragraph(report.summary, width=width),
        *titled("Created", bullets(created, width=width)),
        *_left_out(skipped, report.problems, report.notes, width),
    ]


def book_lines(plan: BookPlan, width: int) -> list[str]:
    """Return ``import`` of the sheets of a whole portfolio."""
    skipped = [
        f"{row.sheet}, row {row.number}: {row.reason}" for row in plan.rows if row.action == "skip"
    ]
    return [
        *paragraph(plan.summary, width=width),
        *_left_out(skipped, plan.problems, plan.notes, width),
    ]


def _left_out(
    skipped: Sequence[str], problems: Sequence[CellProblem], notes: Sequence[str], width: int
) -> Iterator[str]:
    """Yield what an import did not take, and why."""
    cells = [f"{problem.where}: {problem.what}" for problem in problems]
    yield from titled("Rows skipped", bullets(skipped, width=width))
    yield from titled("Cells left out", bullets(cells, width=width))
    yield from titled("Notes", bullets(notes, width=width))


def method_lines() -> list[str]:
    """Return ``methods``: names and titles by family."""
    return grid(
        ["Name", "Title", "Family", "Score depends on the list"],
        [[m.name, m.title, m.family, "yes" if m.relative else "no"] for m in METHODS],
    )


def _name(row: Row) -> str:
    code = f" ({row['code']})" if row["code"] else ""
    return f"{row['name']}{code}"


def _number(value: object) -> str:
    return number_text(value) if isinstance(value, float) else "–"


def _percent(value: object) -> str:
    return percent_text(value) if isinstance(value, float) else "–"
