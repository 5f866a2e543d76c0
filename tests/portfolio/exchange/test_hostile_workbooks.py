"""Workbooks made on purpose, or broken: each ends in a sentence, soon, and without harm."""

from __future__ import annotations

import io
import zipfile

import pytest

from portfolio.errors import PortfolioError
from portfolio.exchange import package
from portfolio.exchange.builder import SheetBuilder
from portfolio.exchange.sheet import MAX_CELLS
from tests.portfolio.exchange.tables import from_bytes, workbook

SHEET = "xl/worksheets/sheet1.xml"
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def with_member(name, content, base=None, **options):
    """A workbook with one member replaced or added."""
    source = zipfile.ZipFile(io.BytesIO(base or workbook(("Name", "Owner"), ("A", "Ana"))))
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            if info.filename != name:
                target.writestr(info, source.read(info))
        target.writestr(name, content, **options)
    return output.getvalue()


def sheet_xml(rows, tail=""):
    return f'<worksheet xmlns="{SPACE}"><sheetData>{rows}</sheetData>{tail}</worksheet>'


def refused(data, said):
    with pytest.raises(PortfolioError) as caught:
        from_bytes(data, "bad.xlsx")
    assert said in str(caught.value)
    assert "bad.xlsx" in caught.value.where
    assert caught.value.remedy


def test_fault_48_a_zip_bomb_is_summed_before_it_is_read(monkeypatch):
    bomb = with_member("xl/media/big.bin", b"\0" * 30_000_000)
    assert len(bomb) < 100_000
    monkeypatch.setattr(zipfile.ZipExtFile, "read", None)
    refused(bomb, "would unpack to 30 MB")


def test_fault_48_too_many_members_are_refused():
    output = io.BytesIO(workbook(("Name",)))
    with zipfile.ZipFile(output, "a") as target:
        for number in range(package.MAX_MEMBERS):
            target.writestr(f"x/{number}", b"")
    refused(output.getvalue(), "parts")


def test_fault_48_a_member_cannot_yield_more_than_it_promised():
    data = bytearray(with_member(SHEET, sheet_xml("<row/>" * 2000)))
    size = len(sheet_xml("<row/>" * 2000)).to_bytes(4, "little")
    at = data.rindex(size)
    data[at : at + 4] = (500).to_bytes(4, "little")
    refused(bytes(data), "damaged")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;">]>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE a SYSTEM "http://localhost:9/a.dtd">',
    ],
)
@pytest.mark.parametrize("member", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_fault_48_entities_are_never_declared(member, declaration, encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}<a>&b;</a>'
    refused(with_member(member, text.encode(encoding)), "XML entities")


def test_fault_48_nothing_is_extracted_and_no_link_is_followed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(zipfile.ZipFile, "extract", None)
    data = with_member("../../evil.txt", b"x")
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" TargetMode="External" Type="x/worksheet"'
        ' Target="http://localhost:9/sheet.xml"/></Relationships>'
    )
    assert from_bytes(data).rows[1] == ("A", "Ana")
    refused_links = with_member("xl/_rels/workbook.xml.rels", relations)
    with pytest.raises(PortfolioError, match="no sheet with cells"):
        from_bytes(refused_links)
    assert list(tmp_path.iterdir()) == []


def test_fault_48_macros_are_noted_and_not_run():
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="rId9" Type="x/vbaProject" Target="vbaProject.bin"/></Relationships>'
    )
    data = with_member("xl/vbaProject.bin", b"AutoOpen")
    data = with_member("xl/_rels/workbook.xml.rels", relations, base=data)
    assert "The workbook has macros; they were not run." in from_bytes(data).notes


def test_fault_48_a_password_is_named():
    data = bytearray(workbook(("Name",)))
    at = data.index(b"PK\x01\x02") + 8
    data[at] |= 1
    refused(bytes(data), "password")
    refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "password")


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, "OpenDocument"),
        ({"xl/workbook.bin": b"\x83"}, ".xlsb"),
        ({"readme.txt": b"hello"}, "without an Excel workbook"),
    ],
)
def test_other_zips_are_named(members, said):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as target:
        for name, content in members.items():
            target.writestr(name, content)
    refused(output.getvalue(), said)


def test_broken_zips_and_broken_xml_are_damaged():
    good = workbook(("Name", "Owner"), ("A", "Ana"))
    refused(good[: len(good) // 2], "damaged")
    refused(with_member(SHEET, b"<worksheet><sheetData>"), "damaged")
    refused(with_member(SHEET, b"\x00\x01"), "damaged")
    refused(with_member(SHEET, b'<?xml version="1.0" encoding="utf-7"?><a/>'), "damaged")
    refused(with_member(SHEET, sheet_xml(""), compress_type=zipfile.ZIP_BZIP2), "damaged")


@pytest.mark.parametrize("encoding", ["shift_jis", "no-such-encoding", "hex", "utf-7"])
def test_xml_in_an_encoding_that_cannot_be_read_is_damaged(encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?><a>b</a>'
    refused(with_member(SHEET, text.encode("ascii")), "damaged")


def test_numbers_too_long_to_be_meant_are_passed_over():
    long = "1" * 5_000
    cells = f'<row><c s="{long}"><v>7</v></c><c t="s"><v>{long}</v></c></row>'
    assert from_bytes(with_member(SHEET, sheet_xml(cells))).kinds == ("ne",)
    styles = f'<styleSheet><cellXfs><xf numFmtId="{long}"/></cellXfs></styleSheet>'
    assert from_bytes(with_member("xl/styles.xml", styles)).rows[1] == ("A", "Ana")


def test_a_bug_of_ours_is_not_called_damage(monkeypatch):
    def fail(*_anything):
        raise ValueError("a bug")

    monkeypatch.setattr(SheetBuilder, "add", fail)
    with pytest.raises(ValueError, match="a bug"):
        from_bytes(workbook(("Name",)))


def test_fault_27_deep_nesting_is_no_crash():
    deep = "<a>" * 300_000 + "</a>" * 300_000
    assert from_bytes(with_member(SHEET, sheet_xml(deep))).rows == ()


def test_odd_cells_are_read_or_marked_and_never_crash():
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c><v>5</v></c></row>'
        '<row r="1"><c r="ZZZZ9"><v>1</v></c></row>'
        '<row r="x"><c r="A" t="s"><v>99</v></c><c t="s"><v>x</v></c></row>'
        '<row r="99999999999"><c s="77"><v>nan</v></c><c><v>1e999</v></c><c><v>z</v></c></row>'
        '<row><c s="-1"><v>3</v></c><c t="q"><v>4</v></c><c t="d"><v>2027-01-02</v></c><c/></row>'
    )
    sheet = from_bytes(with_member(SHEET, sheet_xml(rows)))
    assert sheet.rows == (
        ("Name", "5", ""),
        ("1", "", ""),
        ("missing text", "missing text", ""),
        ("nan", "1e999", "z"),
        ("3", "4", "2027-01-02"),
    )
    assert sheet.kinds == ("tnt", "ntt", "eet", "eee", "nnd")


def test_a_merge_over_the_whole_sheet_fills_only_the_table():
    tail = '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="B2"/></mergeCells>'
    rows = '<row r="1"><c t="str"><v>x</v></c></row><row r="9"><c r="B9"><v>1</v></c></row>'
    sheet = from_bytes(with_member(SHEET, sheet_xml(rows, tail)))
    assert sheet.rows == (("x", "x"), ("x", "1"))
    assert sheet.kinds == ("tm", "mn")


def test_a_million_merges_are_refused_soon():
    builder = SheetBuilder("bad.xlsx")
    for number in range(1, 3000):
        builder.add(number, [(0, "x", "t"), (1, "y", "t")])
    with pytest.raises(PortfolioError, match="too many merged cells"):
        builder.merge([(1, 0, 3000, 1)] * (MAX_CELLS // 3000))
