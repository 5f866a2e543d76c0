"""Helpers of the exchange tests: importing with every question answered, and comparing by name."""

from __future__ import annotations

import io

import openpyxl

from portfolio.exchange import (
    apply_proposal,
    propose,
    read_text,
    table_of,
    write_csv,
    write_ods,
    write_tsv,
    write_xlsx,
)
from portfolio.exchange.parsing import Request, parse_table
from portfolio.model import Portfolio, in_order

EMPTY = Portfolio("empty")

WRITERS = {
    "csv": lambda table: write_csv(table).data,
    "csv with commas": lambda table: write_csv(table, decimal=",").data,
    "tsv": lambda table: write_tsv(table).encode(),
    "xlsx": lambda table: write_xlsx(table).data,
    "ods": lambda table: write_ods(table).data,
}


def from_bytes(data, source="table", **request):
    return parse_table(data, source, Request(**request))


def answered(sheet, portfolio, answer=0, choices=None):
    """The proposal once every question has been given the answer of that number."""
    return settled(propose(sheet, portfolio, choices), portfolio, answer)


def settled(proposal, portfolio, answer=0):
    """A proposal once every question of it, and of what follows, has been answered."""
    for _ in range(20):
        if not proposal.questions:
            return proposal
        answers = proposal.questions[0].answers
        choices = answers[min(answer, len(answers) - 1)].choices
        proposal = propose(proposal.sheet, portfolio, choices)
    raise AssertionError(proposal.questions[0].text)


def imported(sheet, portfolio=EMPTY, answer=0, choices=None):
    """The portfolio and the report after an import with every question answered."""
    return apply_proposal(answered(sheet, portfolio, answer, choices), portfolio)


def pasted(text, portfolio=EMPTY, choices=None):
    """A pasted text imported; questions are not expected."""
    return apply_proposal(propose(read_text(text), portfolio, choices), portfolio)


def columns(proposal):
    """Header to title of the meaning."""
    return {column.header: column.meaning.title for column in proposal.columns}


def reasons(proposal):
    """Row number to reason, of the rows that are skipped."""
    return {row.number: row.reason for row in proposal.rows if row.action == "skip"}


def first(portfolio):
    """The first initiative on the screen."""
    return in_order(portfolio.initiatives)[0][1]


def named(portfolio):
    """The initiatives in their order, with names in place of ids."""
    resources = {key: one.name for key, one in portfolio.resources.items()}
    periods = {key: one.name for key, one in portfolio.periods.items()}
    found = []
    for key, one in in_order(portfolio.initiatives):
        facts = {
            name: getattr(one, name) for name in one.__slots__ if name not in {"order", "demand"}
        }
        facts["demand"] = {
            (resources[resource], periods[period]): estimate
            for resource, by_period in one.demand.items()
            for period, estimate in by_period.items()
        }
        facts["ratings"] = {
            (portfolio.raters[rater].name, portfolio.criteria[criterion].name): rating.value
            for rater, by_initiative in portfolio.ratings.items()
            for criterion, rating in by_initiative.get(key, {}).items()
        }
        found.append(facts)
    return found


def there_and_back(portfolio, writer):
    """The table of a portfolio, written and read."""
    return from_bytes(WRITERS[writer](table_of(portfolio)))


def workbook(*rows, title="Initiatives", change=None):
    """An Excel file, written by openpyxl."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    if change is not None:
        change(book, sheet)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()
