"""Tables as teams have them: what is taken for what, what is asked, what is left out, and why.

Each file of the folder ``shapes`` holds a table and, below a line of dashes, what must
be said of it. A line that starts with ``?`` is a question: it stops the import.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from portfolio.exchange import propose, read_text
from tests.portfolio.exchange.tables import EMPTY, answered, columns, from_bytes, reasons, workbook
from tests.portfolio.small import sound

SHAPES = sorted(Path(__file__).parent.joinpath("shapes").glob("*.txt"))
RULE = "-----\n"


def told(proposal):
    """Everything that a person is told of a proposal, line by line."""
    lines = [
        f"{column.header} = {column.meaning.title}{' (check)' if column.ambiguous else ''}"
        for column in proposal.columns
    ]
    for row in proposal.rows:
        cells = [proposal.shown(row.index, at) for at in range(len(proposal.columns))]
        said = row.reason if row.action == "skip" else " | ".join(cells).replace("\n", "\\n")
        lines.append(f"{row.number} {row.action}: {said}".rstrip())
    lines += [f"! {one.where}: {one.what}" for one in proposal.problems]
    lines += [f"? {question.text}" for question in proposal.questions]
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_fault_39_a_table_is_understood_or_asked_about(path):
    table, _, said = path.read_text("utf-8").partition(RULE)
    portfolio = sound() if path.stem.startswith("known") else EMPTY
    proposal = propose(read_text(table), portfolio)
    assert told(proposal) == said


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_every_row_is_accounted_for_and_nothing_unread_is_zero(path):
    table = path.read_text("utf-8").partition(RULE)[0]
    sheet = read_text(table)
    last = answered(sheet, EMPTY)
    assert [row.number for row in last.rows] == list(sheet.row_numbers)
    assert all(row.reason for row in last.rows)
    for plan, texts in zip(last.rows, sheet.rows, strict=True):
        zeros = [at for at, value in enumerate(last.values[plan.index]) if value == 0.0]
        assert all("0" in texts[at] for at in zeros)


def test_there_are_enough_shapes():
    assert len(SHAPES) >= 25


def test_fault_39_a_merged_group_over_some_columns_is_half_of_the_header():
    def change(book, sheet):
        sheet.merge_cells("C1:D1")

    rows = (
        (None, None, "Compute", None),
        ("Name", "Owner", "Q1 2027", "Q2 2027"),
        ("Chat", "Ana", 3, 4),
    )
    proposal = propose(from_bytes(workbook(*rows, change=change)), EMPTY)
    assert proposal.header_rows == 2
    assert columns(proposal)["Compute Q2 2027"] == "Demand: Compute, Q2 2027"


def test_fault_39_a_merged_title_over_all_columns_is_none():
    def change(book, sheet):
        sheet.merge_cells("A1:C1")

    rows = (("Compute plan 2027", None, None), ("Name", "Owner", "Q1 2027"), ("Chat", "Ana", 3))
    proposal = propose(from_bytes(workbook(*rows, change=change)), EMPTY)
    assert columns(proposal)["Q1 2027"] == "Demand: resource by row, Q1 2027"
    assert reasons(proposal)[1] == "Line above the table."
