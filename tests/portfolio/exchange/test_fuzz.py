"""Random and mutated tables: never an exception but ours, and never a row that is lost."""

from __future__ import annotations

import io
import math
import random
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portfolio.errors import Cancelled, PortfolioError
from portfolio.exchange import apply_proposal, propose, read_text, table_of, write_csv, write_xlsx
from portfolio.exchange.axes import missing
from tests.portfolio.exchange.tables import EMPTY, answered, from_bytes, workbook
from tests.portfolio.small import sound

WORDS = (
    *("Name", "Code", "Owner", "Stage", "Benefit ($M)", "Compute Q1", "Probability", "Start"),
    *("Resource", "Period", "Criterion", "Rater", "Score", "Total", "Low", "High", "Benefit unit"),
    *("GPU hours Q1 2027", "Goal fit (Ana)", "Tags", "Record id", "Capital", "Unit", "2027"),
    *("Claims triage", "CL", "Q1 2027", "pilot", "$1.2M", "3 FTE", "12 %", "1,200", "1.200"),
    *("1,5", "03/04/2027", "46023", "n/a", "=1+1", "'=1", '"', "\x00", "\ud800", "* note", "(3)"),
    *(
        "1e999",
        "-5",
        "2.5 k",
        "Compute",
        "Goal fit",
        "Ana",
        "#REF!",
        "TRUE",
        "\N{ZERO WIDTH SPACE}",
    ),
)
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
    last = answered(sheet, portfolio)
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


def mutated(data, seed):
    """A few bytes changed, cut, doubled or taken from elsewhere in the file."""
    chance = random.Random(seed)
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(changed))
        what = chance.randrange(5)
        if what == 0:
            changed[at] = chance.randrange(256)
        elif what == 1:
            del changed[at : at + chance.randint(1, 40)]
        elif what == 2:
            changed[at:at] = changed[at : at + chance.randint(1, 40)]
        elif what == 3:
            changed[at : at + 4] = chance.randbytes(4)
        else:
            other = chance.randrange(len(changed))
            changed[at:at] = changed[other : other + 12]
        changed = changed or bytearray(b"x")
    return bytes(changed)


def base_files():
    """A rich CSV file, the same as a workbook, and a workbook of another library."""

    def change(book, sheet):
        sheet.merge_cells("A1:B1")
        sheet.row_dimensions[2].hidden = True
        book.create_sheet("Other")

    table = table_of(sound())
    other = workbook(("Name", "Start"), ("A", 46023), ("=1", True), change=change)
    return write_csv(table).data, write_xlsx(table).data, other


def inside(data, seed):
    """A workbook with one member mutated and the zip around it intact."""
    chance = random.Random(seed)
    source = zipfile.ZipFile(io.BytesIO(data))
    chosen = chance.choice(source.namelist())
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, mutated(content, seed) if name == chosen else content)
    return output.getvalue()


def check_mutations(seeds):
    text, ours, theirs = base_files()
    for seed in seeds:
        check(mutated(text, seed), sound())
        check(mutated(ours, seed), EMPTY)
        check(inside(ours, seed), sound())
        check(inside(theirs, seed), EMPTY)


def test_mutated_files():
    check_mutations(range(60))


@pytest.mark.fuzz
@pytest.mark.timeout(7200)
def test_mutated_files_at_length():
    check_mutations(range(10_000))


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
