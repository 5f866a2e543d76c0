"""Random and mutated tables: never an exception but ours, and never a row that is lost."""

from __future__ import annotations

import math
import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portfolio.errors import Cancelled, PortfolioError
from portfolio.exchange import (
    apply_proposal,
    propose,
    read_text,
    table_of,
    write_csv,
    write_ods,
    write_xlsx,
)
from portfolio.exchange.axes import missing
from tests.portfolio.exchange.mutations import SMALL_TABLES, WORDS, inside, mutated, rearranged
from tests.portfolio.exchange.tables import EMPTY, from_bytes, settled, workbook
from tests.portfolio.limits import Toll, little_memory
from tests.portfolio.small import sound

cells = st.sampled_from(WORDS) | st.text(max_size=8)
tables = st.lists(st.lists(cells, min_size=1, max_size=7), min_size=1, max_size=9)
long = settings(
    max_examples=200_000, suppress_health_check=list(HealthCheck), database=None, derandomize=False
)
short = settings(max_examples=150, suppress_health_check=list(HealthCheck))


def check(data, portfolio):
    """Read, propose, answer, apply: every row of what was read is accounted for."""
    try:
        sheet = from_bytes(data)
        proposal = propose(sheet, portfolio)
    except PortfolioError as error:
        sheet, said = None, error.what
    if sheet is None:
        assert said.endswith(".")
        return
    last = settled(proposal, portfolio)
    after, report = apply_proposal(last, portfolio)
    for each in (proposal, last):
        assert len(each.rows) == len(sheet.rows) == len(each.values)
        assert all(row.reason for row in each.rows)
    done = {row.action for row in report.rows}
    assert done <= {"add", "update", "join", "skip"}
    assert len(after.initiatives) == len(portfolio.initiatives) + len(report.added)
    assert last.count("add") == len(report.added)
    assert last.count("update") == len(report.updated) + len(report.unchanged)
    kinds = {column.meaning.kind for column in last.columns}
    for column in last.columns:
        if column.meaning.kind in {"demand", "rating"}:
            lack = missing(column.meaning)
            assert lack is None or f"{lack}_name" in kinds
    numbers = [value for row in last.values for value in row if isinstance(value, float)]
    assert all(map(math.isfinite, numbers))


def written(rows, delimiter):
    return "\n".join(delimiter.join(row) for row in rows).encode("utf-8", "surrogatepass")


@short
@given(tables, st.sampled_from([",", ";", "\t", "|"]), st.booleans())
def test_random_tables(rows, delimiter, known):
    check(written(rows, delimiter), sound() if known else EMPTY)


@pytest.mark.fuzz
@pytest.mark.timeout(3600)
@long
@given(tables, st.sampled_from([",", ";", "\t", "|"]), st.booleans())
def test_random_tables_at_length(rows, delimiter, known):
    check(written(rows, delimiter), sound() if known else EMPTY)


@short
@given(st.binary(max_size=300))
def test_random_bytes(data):
    check(data, EMPTY)


def base_files():
    """A rich CSV file, the same as a workbook, one of another library, and as OpenDocument."""

    def change(book, sheet):
        sheet.merge_cells("A1:B1")
        sheet.row_dimensions[2].hidden = True
        book.create_sheet("Other")

    table = table_of(sound())
    other = workbook(("Name", "Start"), ("A", 46023), ("=1", True), change=change)
    return write_csv(table).data, write_xlsx(table).data, other, write_ods(table).data


TEXT, *BOOKS = base_files()
TEXTS = (TEXT.decode("utf-8-sig"), *SMALL_TABLES)


def text_mutations(seeds):
    """Check one broken text for each seed: in its bytes, or in its cells."""
    toll = Toll()
    for seed in seeds:
        text = TEXTS[seed // 2 % len(TEXTS)]
        data = rearranged(text, seed) if seed % 2 else mutated(text.encode(), seed)
        with toll.input():
            check(data, sound() if seed % 3 else EMPTY)
    return toll


def workbook_mutations(seeds):
    """Check one broken workbook for each seed: the zip itself, or a part of it."""
    toll = Toll()
    for seed in seeds:
        book = BOOKS[seed // 4 % len(BOOKS)]
        data = inside(book, seed) if seed % 4 else mutated(book, seed)
        with toll.input():
            check(data, sound() if seed % 3 else EMPTY)
    return toll


def test_mutated_files():
    assert text_mutations(range(150)).inputs + workbook_mutations(range(150)).inputs == 300


@pytest.mark.fuzz
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("part", range(40))
def test_target_2_two_hundred_thousand_mutated_texts(part, capsys):
    with little_memory():
        toll = text_mutations(range(1_000 + part * 5_000, 1_000 + (part + 1) * 5_000))
    with capsys.disabled():
        sys.stdout.write(toll.said(f"mutated CSV files, part {part + 1} of 40"))


@pytest.mark.fuzz
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("part", range(8))
def test_target_2_twenty_thousand_mutated_workbooks(part, capsys):
    with little_memory():
        toll = workbook_mutations(range(1_000 + part * 4_000, 1_000 + (part + 1) * 4_000))
    with capsys.disabled():
        sys.stdout.write(toll.said(f"mutated workbooks, part {part + 1} of 8"))


@pytest.mark.slow
def test_fault_26_a_hundred_thousand_rows_take_seconds_and_can_be_cancelled():
    rows = "\n".join(f"A{n}\tName {n}\t{n % 100 + 0.5}\t{n % 7} FTE" for n in range(100_000))
    begin = time.monotonic()
    sheet = read_text(f"Code\tName\tBenefit\tML engineers Q1\n{rows}\n")
    proposal = propose(sheet, sound())
    after, report = apply_proposal(proposal, sound())
    assert time.monotonic() - begin < 60
    assert len(report.added) == 100_000
    assert len(after.initiatives) == 100_004

    def cancel(fraction, text):
        if fraction > 0.01:
            raise Cancelled

    with pytest.raises(Cancelled):
        propose(sheet, sound(), tick=cancel)
    with pytest.raises(Cancelled):
        apply_proposal(proposal, sound(), cancel)
