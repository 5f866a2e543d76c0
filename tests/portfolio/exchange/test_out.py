"""Tables going out: nothing in them is run, everything fits, what does not is said."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.errors import PortfolioError
from portfolio.exchange import (
    FORMATS,
    apply_proposal,
    propose,
    safe_file_name,
    safe_sheet_name,
    table_of,
    write_csv,
    write_tsv,
    write_xlsx,
)
from portfolio.exchange.clean import defuse, undefuse
from portfolio.exchange.table import Table
from portfolio.exchange.xlsx_out import MAX_TEXT
from tests.portfolio.exchange.tables import EMPTY, from_bytes, imported
from tests.portfolio.small import sound, with_record

ATTACKS = [
    "=1+1",
    "=CMD|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1",
    " =1",
    "'=1",
    "''=1",
    "\N{FULLWIDTH EQUALS SIGN}1",
    '=HYPERLINK("http://localhost:9","x")',
    "http://localhost:9/x",
    "\\\\server\\share",
]
DANGER = re.compile(r"\s*[=+\-@\t\r\N{FULLWIDTH EQUALS SIGN}]")


def attacked(*texts):
    """A portfolio in which every text of every initiative is an attack, its headers too."""
    portfolio = sound()
    for key, text in zip(portfolio.initiatives, texts, strict=False):
        fields = dict.fromkeys(("name", "code", "owner", "goal", "notes", "evidence"), text)
        portfolio = with_record(portfolio, "initiatives", key, **fields, tags=(text,))
    portfolio = with_record(portfolio, "resources", "gpu", name=texts[0])
    return with_record(portfolio, "raters", "ana", name=texts[0])


def cells_of(data, delimiter=","):
    return [cell for row in csv.reader(io.StringIO(data), delimiter=delimiter) for cell in row]


@pytest.mark.parametrize("start", range(0, len(ATTACKS), 4))
def test_fault_46_no_text_is_a_formula_in_csv(start):
    table = table_of(attacked(*ATTACKS[start : start + 4]))
    for data, delimiter in (
        (write_csv(table).data.decode("utf-8-sig"), ","),
        (write_csv(table, decimal=",").data.decode("utf-8-sig"), ";"),
        (write_tsv(table), "\t"),
    ):
        dangerous = [cell for cell in cells_of(data, delimiter) if DANGER.match(cell)]
        assert dangerous == []


@pytest.mark.parametrize("start", range(0, len(ATTACKS), 4))
def test_fault_46_no_text_is_a_formula_or_a_link_in_excel(start):
    data = write_xlsx(table_of(attacked(*ATTACKS[start : start + 4]))).data
    book = openpyxl.load_workbook(io.BytesIO(data))
    kinds = [cell.data_type for row in book.active.iter_rows() for cell in row]
    assert set(kinds) <= {"s", "n", "d"}
    members = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert not [name for name in members if "sheet1.xml.rels" in name or "external" in name]
    text = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in text
    assert b"hyperlink" not in text.replace(b"=HYPERLINK", b"").lower()


def test_fault_46_numbers_keep_their_minus():
    portfolio = with_record(sound(), "initiatives", "wiki", start=date(2027, 1, 1))
    table = table_of(portfolio)
    pairs = zip(table.headers, table.rows[0], strict=True)
    row = tuple(-5.5 if header == "Benefit low" else value for header, value in pairs)
    cells = cells_of(write_csv(Table("t", table.headers, (row,))).data.decode("utf-8-sig"))
    assert "-5.5" in cells


def test_fault_46_defusing_can_be_left_off():
    table = Table("t", ("Name",), (("=1",),))
    assert b"'=1" in write_csv(table).data
    assert b"'" not in write_csv(table, defuse=False).data
    assert "'" not in write_tsv(table, defuse=False)


@given(st.text() | st.sampled_from(ATTACKS))
def test_fault_46_defused_texts_come_back_as_they_were(text):
    assert undefuse(defuse(text)) == text
    assert not DANGER.match(defuse(text)) or text.lstrip() == ""


def test_fault_46_the_apostrophe_is_taken_off_with_a_note():
    sheet = from_bytes(b"Name\n'=1+1\n'plain\n''=2\n")
    assert [row[0] for row in sheet.rows[1:]] == ["=1+1", "'plain", "'=2"]
    assert "The apostrophe that defuses formulas was taken off in 2 rows." in sheet.notes


def test_fault_46_what_excel_cannot_hold_is_left_out_and_named():
    table = Table("t", ("Name", "Notes"), (("a\x07b", "n" * 40_000), ("c", "x\ud800y")))
    written = write_xlsx(table)
    sheet = from_bytes(written.data)
    assert sheet.rows[1] == ("ab", "n" * MAX_TEXT)
    assert sheet.rows[2] == ("c", "xy")
    assert written.notes == (
        "Texts were cut to 32,767 letters, Excel's limit: B2.",
        "Control characters were left out: A2, B3.",
    )
    assert write_csv(table).data.decode("utf-8-sig").count("n" * 40_000) == 1


def test_a_table_that_no_sheet_can_hold_is_refused():
    wide = Table("t", tuple(f"H{number}" for number in range(16_385)), ())
    with pytest.raises(PortfolioError, match="do not fit"):
        write_xlsx(wide)


def test_numbers_and_dates_are_numbers_and_dates_in_excel():
    portfolio = with_record(sound(), "initiatives", "agents", start=date(2027, 3, 4))
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(table_of(portfolio)).data))
    header, row = list(book.active.iter_rows(max_row=2))
    found = {head.value: cell for head, cell in zip(header, row, strict=True)}
    assert found["Start"].value.date() == date(2027, 3, 4)
    assert found["Benefit likely"].value == 40
    assert found["Probability of success"].number_format == "0%"
    assert found["Demand: Compute | Q1 2027 | low [H100e-h]"].value == 27
    assert book.active.freeze_panes == "A2"
    assert header[0].font.bold


def test_csv_starts_with_a_mark_and_ends_lines_as_excel_expects():
    data = write_csv(table_of(sound())).data
    assert data.startswith(b"\xef\xbb\xbfCode,Name,")
    assert data.count(b"\r\n") == 5


@pytest.mark.parametrize("entry", FORMATS, ids=lambda entry: entry.name)
def test_every_format_writes_what_it_reads(entry, tmp_path):
    path = tmp_path / f"table{entry.suffix}"
    path.write_bytes(entry.write(table_of(sound())).data)
    after, report = apply_proposal(propose(entry.read(path), sound()), sound())
    assert after == sound()
    assert len(report.unchanged) == 4
    assert entry.title


@pytest.mark.parametrize("entry", FORMATS, ids=lambda entry: entry.name)
def test_every_format_writes_an_empty_portfolio(entry):
    written = entry.write(table_of(EMPTY))
    proposal = propose(from_bytes(written.data), EMPTY)
    assert [row.reason for row in proposal.rows] == ["Header."]
    assert not proposal.ready


NAMES = ["../../etc/passwd", "CON", "con.txt", "a/b\\c:d*e?f", "x" * 300, "", "...", "nul", "\x00"]


@pytest.mark.parametrize("name", [*NAMES, "\N{PILE OF POO}" * 200])
def test_fault_47_names_are_safe_for_sheets_and_files(name):
    sheet, file = safe_sheet_name(name), safe_file_name(name, ".csv")
    assert 0 < len(sheet) <= 31
    assert not set(sheet) & set("[]:*?/\\")
    assert file.endswith(".csv")
    assert len(file.encode()) <= 125
    assert not set(file) & set('<>:"/\\|?*\0')
    assert file[0] != "."
    assert file.partition(".")[0].casefold() not in {"con", "nul"}


@given(st.text())
def test_fault_47_any_title_makes_a_workbook_that_opens(title):
    table = Table(title, ("Name",), (("A",),))
    assert imported(from_bytes(write_xlsx(table).data))[1].added
