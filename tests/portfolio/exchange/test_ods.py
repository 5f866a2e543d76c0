"""OpenDocument spreadsheets: what is read of them, what is written, and hostile ones."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from portfolio.errors import PortfolioError
from portfolio.exchange import Table, propose, read_path, write_ods
from portfolio.exchange.ods import parse_ods
from portfolio.exchange.package import Package
from tests.portfolio.exchange.tables import EMPTY, from_bytes

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
HEAD = (
    "<office:document-content "
    + " ".join(f'xmlns:{one}="{OASIS}{one}:1.0"' for one in ("office", "table", "text", "style"))
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
)


def spreadsheet(tables, styles="", prefix="", more=()):
    """The bytes of a spreadsheet with given XML for its tables."""
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        content = f"{prefix}{HEAD}<office:automatic-styles>{styles}</office:automatic-styles>"
        target.writestr("content.xml", f"{content}{body}</office:document-content>")
        for name, text in more:
            target.writestr(name, text)
    return output.getvalue()


def row(*cells, attributes=""):
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def text(*paragraphs, attributes=""):
    inside = "".join(f"<text:p>{one}</text:p>" for one in paragraphs)
    return f'<table:table-cell office:value-type="string" {attributes}>{inside}</table:table-cell>'


def cell(kind, value, attributes=""):
    name = {"date": "date-value", "boolean": "boolean-value"}.get(kind, "value")
    shown = f'office:value-type="{kind}" office:{name}="{value}"'
    return f"<table:table-cell {shown} {attributes}><text:p>shown</text:p></table:table-cell>"


def table(*rows, name="Plan", attributes=""):
    return f'<table:table table:name="{name}" {attributes}>{"".join(rows)}</table:table>'


def test_cells_of_every_kind_are_read_as_they_are_stored():
    rows = (
        row(text("Name"), text("Value")),
        row(text("number"), cell("float", "1234.5")),
        row(text("percent"), cell("percentage", "0.12")),
        row(text("money"), cell("currency", "3", 'office:currency="EUR"')),
        row(text("day"), cell("date", "2027-03-04")),
        row(text("time"), cell("date", "2027-03-04T10:30:00")),
        row(text("yes"), cell("boolean", "true")),
        row(text("lines"), text("one", 'two<text:s text:c="2"/>x<text:tab/><text:line-break/>y')),
        row(text("link"), text('<text:a xlink:href="http://a.b" xmlns:xlink="x">here</text:a>')),
        row(text("error"), text("#DIV/0!", attributes='calcext:value-type="error"')),
        row(text("formula"), cell("float", "7", 'table:formula="of:=[.A1]"')),
        row(text("unsaved"), '<table:table-cell table:formula="of:=1+1"/>'),
        row(text("note"), text("kept<office:annotation><text:p>not</text:p></office:annotation>")),
    )
    sheet = from_bytes(spreadsheet(table(*rows)))
    assert {
        one[0]: (one[1], kinds[1]) for one, kinds in zip(sheet.rows, sheet.kinds, strict=True)
    } == {
        "Name": ("Value", "t"),
        "number": ("1234.5", "n"),
        "percent": ("12%", "n"),
        "money": ("3", "n"),
        "day": ("2027-03-04", "d"),
        "time": ("2027-03-04 10:30:00", "d"),
        "yes": ("TRUE", "b"),
        "lines": ("one\ntwo  x\t\ny", "t"),
        "link": ("here", "t"),
        "error": ("#DIV/0!", "e"),
        "formula": ("7", "n"),
        "unsaved": ("=1+1", "f"),
        "note": ("kept", "t"),
    }
    assert any("2 formulas were not run" in note and "1 have none" in note for note in sheet.notes)


def test_repeated_blank_rows_and_cells_only_move_on():
    rows = (
        row(text("Name"), '<table:table-cell table:number-columns-repeated="3"/>', text("Benefit")),
        row("<table:table-cell/>", attributes='table:number-rows-repeated="1000000"'),
        row(text("A"), '<table:table-cell table:number-columns-repeated="3"/>', cell("float", "2")),
        row('<table:table-cell table:number-columns-repeated="16384"/>'),
    )
    sheet = from_bytes(spreadsheet(table(*rows)))
    assert sheet.rows == (("Name", "Benefit"), ("A", "2"))
    assert sheet.row_numbers == (1, 1_000_002)
    assert sheet.column_numbers == (0, 4)


def test_hidden_rows_columns_and_sheets_merged_cells_and_other_sheets_are_told():
    covered = "<table:covered-table-cell/>"
    rows = (
        '<table:table-column/><table:table-column table:visibility="collapse"/>',
        row(text("Name"), text("Owner"), text("Benefit")),
        row(text("A"), text("Ana", attributes='table:number-rows-spanned="2"'), cell("float", "1")),
        row(text("B"), covered, cell("float", "2"), attributes='table:visibility="filter"'),
    )
    style = (
        '<style:style style:name="h" style:family="table"><style:table-properties '
        'table:display="false"/></style:style>'
    )
    hidden = table(row(text("secret")), name="Old", attributes='table:style-name="h"')
    sheet = from_bytes(spreadsheet(hidden + table(*rows), style))
    assert [(info.name, info.hidden) for info in sheet.sheets] == [("Old", True), ("Plan", False)]
    assert sheet.name == "Plan"
    assert sheet.rows[2] == ("B", "Ana", "2")
    assert sheet.hidden_rows == {3}
    said = " ".join(sheet.notes)
    assert "Rows hidden in the spreadsheet are read too: 3." in said
    assert "Columns hidden in the spreadsheet are read too: B." in said
    assert "1 merged ranges" in said
    assert "“Old”" in said
    assert from_bytes(spreadsheet(hidden + table(*rows), style), sheet="Old").rows == (("secret",),)


def test_what_is_written_is_read_back_and_never_a_formula_or_a_link():
    texts = (
        "=1+1",
        "+cmd",
        "@x",
        '<b> & "q"',
        "  two  blanks ",
        "a\n\nb",
        "tab\there",
        "http://a.b",
    )
    written = Table(
        "T",
        ("Text", "Number", "Share", "Day"),
        tuple((one, 0.1, 0.25, date(1899, 1, 2)) for one in texts),
        frozenset((2,)),
    )
    data = write_ods(written).data
    assert data == write_ods(written).data
    content = zipfile.ZipFile(io.BytesIO(data)).read("content.xml").decode()
    assert "formula" not in content
    assert "href" not in content
    sheet = from_bytes(data)
    assert [one[0] for one in sheet.rows[1:]] == [one.strip() for one in texts]
    assert {one[1:] for one in sheet.rows[1:]} == {("0.1", "25%", "1899-01-02")}
    assert set(sheet.kinds[1:]) == {"tnnd"}


def refused(data, **request):
    with pytest.raises(PortfolioError) as error:
        from_bytes(data, "bad.ods", **request)
    return error.value


def test_fault_26_repeated_cells_count_against_the_limits():
    wide = row(text("x", attributes='table:number-columns-repeated="16384"'))
    assert "2,500 columns" in refused(spreadsheet(table(wide))).what
    tall = row(text("x"), attributes='table:number-rows-repeated="1048576"')
    assert "200,000 rows" in refused(spreadsheet(table(tall))).what
    blanks = text(f'a<text:s text:c="{"9" * 8}"/>b')
    assert "letters" in refused(spreadsheet(table(row(blanks)))).what


def test_fault_48_entities_bombs_passwords_and_damage_are_refused():
    entity = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    data = spreadsheet(table(row(text("&a;"))), prefix=entity)
    assert "entities" in refused(data).what
    squeezed = spreadsheet(table(row(text("x" * 20_000_000))))
    assert "unpack" in refused(squeezed).what
    manifest = '<m:manifest xmlns:m="m"><m:encryption-data/></m:manifest>'
    assert "password" in refused(spreadsheet("", more=[("META-INF/manifest.xml", manifest)])).what
    assert "damaged" in refused(spreadsheet("<table:table>")).what
    assert "no sheet with cells" in refused(spreadsheet("")).what
    assert "called “Nope”" in refused(spreadsheet(table()), sheet="Nope").what


def test_odd_numbers_and_nested_tables_do_no_harm():
    odd = row(cell("float", "nan"), cell("float", "x" * 500), cell("percentage", "1e400"))
    inside = table(
        row(f"<table:table-cell>{table(row(text('inner')))}</table:table-cell>", text("outer"))
    )
    assert from_bytes(spreadsheet(table(odd))).kinds == ("eee",)
    assert from_bytes(spreadsheet(inside)).rows == (("outer",),)
    repeats = row(text("x", attributes='table:number-columns-repeated="-3"'))
    assert from_bytes(spreadsheet(table(repeats))).rows == (("x",),)


def test_a_text_is_read_however_deep_it_lies():
    deep = f"{'<text:span>a' * 20_000}<text:s/>b{'</text:span>' * 20_000}c"
    assert from_bytes(spreadsheet(table(row(text(deep))))).rows == (("a" * 20_000 + " bc",),)


def test_a_spreadsheet_on_disk_is_proposed_like_any_table(tmp_path):
    path = tmp_path / "plan.ods"
    path.write_bytes(write_ods(Table("Plan", ("Name", "Benefit"), (("A", 1.0), ("B", 2.5)))).data)
    told = []
    sheet = read_path(path, tick=lambda fraction, text: told.append(text))
    proposal = propose(sheet, EMPTY)
    assert proposal.ready
    assert proposal.count("add") == 2
    again = parse_ods(Package(path.read_bytes(), "plan.ods"), "Plan")
    assert again.rows == sheet.rows
