"""Reading, proposing, importing and writing large tables, against the libraries themselves.

Prints one line a measurement: seconds, and the ratio to the plain reader or writer of
the same bytes, taken in the same run.
"""

from __future__ import annotations

import csv
import gc
import io
import time
from dataclasses import replace
from itertools import islice

import openpyxl

from portfolio.exchange import (
    Choices,
    apply_proposal,
    propose,
    read_text,
    table_of,
    write_csv,
    write_ods,
    write_xlsx,
)
from portfolio.exchange.book import book_of, plan_book
from portfolio.exchange.parsing import Request, parse_table
from portfolio.model import FrozenMap, Period, Portfolio, Resource

ROUNDS = 3
QUARTERS = 4


def planned():
    """A portfolio with three resources and four quarters, and no initiatives."""
    periods = {f"q{n}": Period(f"Q{n} 2027", str(n)) for n in range(1, QUARTERS + 1)}
    resources = {
        "gpu": Resource("Compute", "a", "H100e-h", "compute"),
        "fte": Resource("ML engineers", "b", "FTE", "talent"),
        "usd": Resource("Capital", "c", "$M", "capital", "budget"),
    }
    return Portfolio("bench", periods=FrozenMap(periods), resources=FrozenMap(resources))


def pasted(rows):
    """A table as a spreadsheet copies it: 18 columns with units, percents and dates."""
    names = ("Compute", "ML engineers", "Capital")
    demands = [f"{name} Q{n}" for name in names for n in range(1, QUARTERS + 1)]
    header = ["Code", "Initiative", "Owner", "Benefit ($M)", "Probability", "Start", *demands]
    lines = [
        [
            f"A{number}",
            f"Initiative {number}",
            f"Owner {number % 40}",
            f"{number % 997 + 0.25}",
            f"{number % 90 + 5} %",
            f"2027-0{number % 9 + 1}-15",
            *(f"{(number * at) % 50 + 0.5}" for at in range(8)),
            *(f"${(number + at) % 30 / 4:.2f}M" for at in range(4)),
        ]
        for number in range(rows)
    ]
    return "\n".join("\t".join(line) for line in [header, *lines])


def seconds(work):
    """Return the shortest of some runs, and the last result."""
    best, result = float("inf"), None
    for _ in range(ROUNDS):
        gc.collect()
        begin = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - begin)
    return best, result


def report(name, took, base="", base_took=0.0):
    ratio = f", {base} {base_took:.2f} s: {took / base_took:.2f} x" if base else ""
    print(f"{name:34} {took:6.2f} s{ratio}")


def import_table(rows):
    """Paste, propose, import."""
    portfolio, text = planned(), pasted(rows)
    plain, _ = seconds(lambda: list(csv.reader(io.StringIO(text), delimiter="\t")))
    took, sheet = seconds(lambda: read_text(text))
    report(f"read {rows:,} rows of text", took, "csv", plain)
    took, proposal = seconds(lambda: propose(sheet, portfolio, Choices()))
    report(f"propose {rows:,} rows", took)
    took, (after, _) = seconds(lambda: apply_proposal(proposal, portfolio))
    report(f"import {rows:,} rows", took)
    return after


def main():
    import_table(5_000)
    after = import_table(100_000)
    few = list(after.initiatives)[:10_000]
    table = table_of(after, few)
    took, written = seconds(lambda: write_csv(table))
    plain, _ = seconds(lambda: csv.writer(io.StringIO()).writerows(table.rows))
    report("write 10,000 initiatives as CSV", took, "csv", plain)
    took, written = seconds(lambda: write_xlsx(table))
    report("write 10,000 initiatives as XLSX", took)
    plain, _ = seconds(lambda: read_plainly(written.data))
    took, _ = seconds(lambda: parse_table(written.data, "bench.xlsx", Request()))
    report("read 10,000 initiatives from XLSX", took, "openpyxl", plain)
    took, written = seconds(lambda: write_ods(table))
    report("write 10,000 initiatives as ODS", took)
    took, _ = seconds(lambda: parse_table(written.data, "bench.ods", Request()))
    report("read 10,000 initiatives from ODS", took, "openpyxl", plain)
    whole_portfolio(
        replace(after, initiatives=FrozenMap(dict(islice(after.initiatives.items(), 2_000))))
    )


def whole_portfolio(portfolio):
    """Write everything as sheets, and read the sheets back."""
    took, tables = seconds(lambda: book_of(portfolio))
    count = sum(len(table.rows) for table in tables)
    report(f"all of it as {count:,} rows of sheets", took)
    sheets = [
        parse_table(write_csv(table).data, f"{table.title}.csv", Request()) for table in tables
    ]
    took, plan = seconds(lambda: plan_book(sheets, portfolio))
    assert plan.portfolio == portfolio
    report(f"plan {count:,} rows of sheets", took)


def read_plainly(data):
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    return list(book.active.iter_rows(values_only=True))


if __name__ == "__main__":
    main()
