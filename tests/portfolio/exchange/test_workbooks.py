"""Excel workbooks as written by another library: types, dates, merges, what is hidden, formulas."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from portfolio.errors import PortfolioError
from portfolio.exchange import apply_proposal, propose
from portfolio.exchange.workbook import number_format
from tests.portfolio.exchange.tables import EMPTY, columns, first, from_bytes, named, workbook

HEADER = ("Name", "Owner", "Benefit ($M)", "Start", "Probability of success")


def test_numbers_dates_booleans_and_percents_keep_their_types():
    def percent(_, sheet):
        sheet["E2"].number_format = "0.0%"

    row = ("Claims", "Ana", 1.1, datetime(2027, 3, 4), 0.123)  # noqa: DTZ001 - Excel has no zones
    sheet = from_bytes(workbook(HEADER, row, (True, 7, 1200.0, date(2027, 1, 1)), change=percent))
    assert sheet.rows[1] == ("Claims", "Ana", "1.1", "2027-03-04", "12.3%")
    assert sheet.kinds[1] == "ttndn"
    assert sheet.rows[2] == ("TRUE", "7", "1200", "2027-01-01", "")
    assert sheet.kinds[2] == "bnndt"
    after, report = apply_proposal(propose(sheet, EMPTY), EMPTY)
    assert first(after).benefit.probability == 0.123
    assert first(after).start == date(2027, 3, 4)
    assert report.problems == ()


@pytest.mark.parametrize("value", [0.1, 1.1, 1 / 3, 1e-7, 123456789.123, -2.5, 1e15, 5.0])
def test_numbers_are_exact(value):
    sheet = from_bytes(workbook(("x",), (value,)))
    assert float(sheet.rows[1][0]) == float(f"{value:.16g}")


def test_fault_37_days_counted_from_1904_are_converted():
    def old_mac(book, _):
        from openpyxl.utils.datetime import CALENDAR_MAC_1904

        book.epoch = CALENDAR_MAC_1904

    sheet = from_bytes(workbook(HEADER, ("A", "", 1, date(2027, 3, 4)), change=old_mac))
    assert sheet.rows[1][3] == "2027-03-04"
    assert "The workbook counts days from 1904; dates were converted." in sheet.notes


@pytest.mark.parametrize(
    ("code", "form"),
    [
        ("yyyy-mm-dd", "date"),
        ("d/m/yy h:mm", "date"),
        ("mmm yyyy", "date"),
        ("0%", "percent"),
        ("0.00%", "percent"),
        ("General", ""),
        ("#,##0.00", ""),
        ('0.0" days"', ""),
        ("[$€-407] #,##0", ""),
        ("[Red]0", ""),
        ("0_)", ""),
        ("[h]:mm", ""),
    ],
)
def test_number_formats_tell_dates_from_numbers(code, form):
    assert number_format(code) == form


def test_fault_39_merged_cells_repeat_their_text_but_not_their_number():
    def merge(_, sheet):
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("B3:B4")
        sheet.merge_cells("C3:C4")

    data = workbook(
        ("Plan", None, None),
        ("Name", "Owner", "Benefit"),
        ("A", "Ana", 3),
        ("B", None, None),
        change=merge,
    )
    proposal = propose(from_bytes(data), EMPTY)
    after, report = apply_proposal(proposal, EMPTY)
    assert [one["owner"] for one in named(after)] == ["Ana", "Ana"]
    assert [one["benefit"] is None for one in named(after)] == [False, True]
    assert [problem.where for problem in report.problems] == ["row 4, column C"]
    assert report.skipped[0].reason == "Line above the table."
    assert any("3 merged ranges" in note for note in report.notes)


def test_fault_39_two_header_rows_with_merged_groups_are_joined():
    def merge(_, sheet):
        sheet.merge_cells("B1:C1")
        sheet.merge_cells("D1:E1")

    data = workbook(
        (None, "Compute", None, "Headcount", None),
        ("Name", "Q1 2027", "Q2 2027", "Q1 2027", "Q2 2027"),
        ("A", 1, 2, 3, 4),
        change=merge,
    )
    proposal = propose(from_bytes(data), EMPTY)
    assert proposal.header_rows == 2
    assert list(columns(proposal).values()) == [
        "Name",
        "Demand: Compute, Q1 2027",
        "Demand: Compute, Q2 2027",
        "Demand: Headcount, Q1 2027",
        "Demand: Headcount, Q2 2027",
    ]


def test_fault_39_hidden_rows_columns_and_sheets_are_listed():
    def hide(book, sheet):
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True
        book.create_sheet("Secret").sheet_state = "hidden"
        book.create_sheet("Limits")

    sheet = from_bytes(workbook(HEADER, ("A", "x"), ("B", "y"), change=hide))
    assert [(info.name, info.hidden) for info in sheet.sheets] == [
        ("Initiatives", False),
        ("Secret", True),
        ("Limits", False),
    ]
    text = " ".join(sheet.notes)
    assert "Rows hidden in the spreadsheet are read too: 3." in text
    assert "Columns hidden in the spreadsheet are read too: B." in text
    assert "Other sheets of the workbook are not read: “Secret” (hidden), “Limits”." in text
    assert propose(sheet, EMPTY).rows[2].warning == "The spreadsheet hides this row."


def test_a_sheet_can_be_chosen_and_an_empty_first_one_is_passed_over():
    def more(book, _):
        book.create_sheet("Second").append(("Name",))

    data = workbook(change=more)
    assert from_bytes(data).name == "Second"
    assert from_bytes(data, sheet="Second").rows == (("Name",),)
    assert from_bytes(data, sheet="Initiatives").rows == ()
    with pytest.raises(PortfolioError, match="no sheet called “Third”") as refused:
        from_bytes(data, sheet="Third")
    assert refused.value.remedy == "Choose one of: “Initiatives”, “Second”."


def test_fault_40_formulas_are_never_run_and_errors_are_never_values():
    def errors(_, sheet):
        sheet["C3"] = "#REF!"
        sheet["C3"].data_type = "e"

    data = workbook(HEADER, ("A", "=HYPERLINK(1)", "=1+1"), ("B", "y", 0), change=errors)
    sheet = from_bytes(data)
    assert sheet.kinds[1] == "tfftt"
    assert sheet.kinds[2] == "ttett"
    proposal = propose(sheet, EMPTY)
    assert [(one.where, one.what) for one in proposal.problems] == [
        ("row 2, column B", "This formula was saved without its result."),
        ("row 2, column C", "This formula was saved without its result."),
        ("row 3, column C", "“#REF!” is an error value of the spreadsheet."),
    ]
    after, _ = apply_proposal(proposal, EMPTY)
    assert [one["benefit"] for one in named(after)] == [None, None]
    assert [one["owner"] for one in named(after)] == ["", "y"]


def test_fault_40_numbers_and_booleans_stored_as_something_else():
    data = workbook(HEADER, ("A", "x", "1.200,5", "", "12 %"), ("B", "y", True, "", "0,5"))
    proposal = propose(from_bytes(data), EMPTY)
    assert proposal.shown(1, 2) == "1200.5"
    assert proposal.shown(1, 4) == "0.12"
    assert [one.what for one in proposal.problems] == ["“TRUE” is yes or no, not a number."]


def test_fault_41_names_that_look_like_nothing_stay_text():
    names = ("NA", "None", "null", "007", "1e5", "nan", "TRUE")
    data = workbook(("Name",), *((name,) for name in names))
    after, _ = apply_proposal(propose(from_bytes(data), EMPTY), EMPTY)
    assert tuple(one["name"] for one in named(after)) == names


def test_fault_26_a_stray_cell_in_the_last_corner_costs_nothing():
    def stray(_, sheet):
        sheet["XFD1048576"] = "x"

    sheet = from_bytes(workbook(("Name", "Owner"), ("A", "Ana"), change=stray))
    assert len(sheet.rows) == 3
    assert sheet.place(2, 2) == "row 1048576, column XFD"
    proposal = propose(sheet, EMPTY)
    assert [row.action for row in proposal.rows] == ["skip", "add", "skip"]
    assert proposal.rows[2].reason == "Text below the table."


def test_rich_text_and_escaped_letters_are_plain_text():
    def rich(_, sheet):
        from openpyxl.cell.rich_text import CellRichText, TextBlock
        from openpyxl.cell.text import InlineFont

        sheet["A2"] = CellRichText(["Claims ", TextBlock(InlineFont(b=True), "triage")])

    sheet = from_bytes(workbook(("Name",), ("",), ("a_x000D_b _x005F_x0041_",), change=rich))
    assert sheet.rows[1] == ("Claims triage",)
    assert sheet.rows[2] == ("a\nb _x0041_",)
