"""Pasted text and CSV: delimiters, quotes, encodings, and what is no table at all."""

from __future__ import annotations

import codecs

import pytest

from portfolio.errors import PortfolioError
from portfolio.exchange import apply_proposal, propose, read_path, read_text
from portfolio.exchange.sheet import MAX_CELL_LETTERS, MAX_COLUMNS, MAX_ROWS, column_letter
from tests.portfolio.exchange.tables import EMPTY, first, from_bytes


@pytest.mark.parametrize(
    ("text", "delimiter", "width"),
    [
        ("a\tb\n1,5\t2,5\n", "\t", 2),
        ("a;b\n1,5;2,5\n3,5;4,5\n", ";", 2),
        ("a,b\n1,2\n", ",", 2),
        ("a|b|c\n1|2|3\n", "|", 3),
        ('name,notes\nA,"x;y;z"\nB,"u;v;w"\n', ",", 2),
        ("Plan 2027\n\na;b;c\n1;2;3\n4;5;6\n", ";", 3),
        ("sep=;\na;b\n1,2;3\n", ";", 2),
        ("names\none\ntwo\n", "\t", 1),
        ('name,notes\nA,"1\t2"\nB,"3\t4"\n', ",", 2),
    ],
)
def test_the_delimiter_is_found(text, delimiter, width):
    sheet = read_text(text)
    assert sheet.delimiter == delimiter
    assert {len(row) for row in sheet.rows} == {width}


def test_a_chosen_delimiter_is_taken():
    assert read_text("a,b;c\n1,2;3\n", delimiter=";").rows == (("a,b", "c"), ("1,2", "3"))
    with pytest.raises(PortfolioError, match="one letter"):
        read_text("a", delimiter="ab")


def test_quotes_and_line_ends_inside_cells_are_understood():
    sheet = read_text('a,b\r\n"x, ""y""\r\nz",2\r\n')
    assert sheet.rows[1] == ('x, "y"\nz', "2")


@pytest.mark.parametrize(
    ("text", "last", "note"),
    [
        ('a,b\n"x,2\ny,3\n', ("y", "3"), "never closed"),
        ('a,b\n"Best" app,2\ny,3\n', ("y", "3"), "inside a text"),
        ('a,b\n5" disk,2\ny,3\n', ("y", "3"), ""),
        ('a,b\n"Best" app,2\n"y,3\nz,4\n', ("z", "4"), "never closed"),
    ],
)
def test_a_stray_quote_swallows_nothing(text, last, note):
    sheet = read_text(text)
    assert sheet.rows[-1] == last
    assert note in " ".join(sheet.notes)


def test_blank_rows_and_columns_are_left_out_and_listed():
    sheet = read_text("a,,b\n\n1,,2\n,,\n3,,4\n")
    assert sheet.rows == (("a", "b"), ("1", "2"), ("3", "4"))
    assert sheet.row_numbers == (1, 3, 5)
    assert [sheet.letter(0), sheet.letter(1)] == ["A", "C"]
    assert sheet.place(2, 1) == "row 5, column C"
    assert "Blank rows left out: 2, 4." in sheet.notes
    assert "Blank columns left out: B." in sheet.notes


def test_columns_are_lettered_as_in_a_spreadsheet():
    assert [column_letter(at) for at in (0, 25, 26, 701, 702, 16383)] == [
        *("A", "Z", "AA", "ZZ", "AAA", "XFD")
    ]


CYRILLIC = "Название,Владелец\nПрогноз спроса,Иванов\n"  # noqa: RUF001 - it is Russian
TABLE = "Name,Owner\nÉtude de coûts,François – €\nMüller,Jörg\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TABLE.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TABLE.encode(), "utf-8-sig"),
        (TABLE.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"), "utf-16"),
        (TABLE.encode("utf-16-le"), "utf-16-le"),
        (TABLE.encode("utf-16-be"), "utf-16-be"),
        (TABLE.encode("utf-32"), "utf-32"),
        (TABLE.encode("cp1252"), "cp1252"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_fault_38_encodings_are_found(data, encoding):
    sheet = from_bytes(data)
    assert sheet.encoding == encoding
    assert sheet.rows[1] == ("Étude de coûts", "François – €")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("名前,担当\n文書要約の自動化,田中\n需要予測モデル,鈴木\n", "cp932"),
        (CYRILLIC, "cp1251"),
        ("nazwa;właściciel\nŻółć gęślą jaźń;Wójcik\n", "cp1250"),
    ],
)
def test_fault_38_a_guess_is_shown_and_others_are_offered(text, encoding):
    sheet = from_bytes(text.encode(encoding))
    assert sheet.encoding == encoding
    assert sheet.rows[0] == tuple(text.splitlines()[0].replace(";", ",").split(","))
    assert any(f"{encoding} is a guess" in note for note in sheet.notes)
    assert sheet.encodings
    again = from_bytes(text.encode(encoding), encoding=sheet.encodings[-1])
    assert again.encoding == sheet.encodings[-1]


def test_fault_38_an_invalid_byte_is_never_kept_in_silence():
    data = "Name,Owner\nÉtude,Zoë\nJosé,Ana\n".encode() + b"bad\xff,Bo\n"
    sheet = from_bytes(data)
    assert sheet.encoding == "utf-8"
    assert any("1 letter could not be read as utf-8, the first in line 4" in n for n in sheet.notes)
    row = propose(sheet, EMPTY).rows[3]
    assert "could not be read" in row.warning


def test_fault_38_a_chosen_encoding_that_does_not_fit_is_refused():
    with pytest.raises(PortfolioError, match="cannot be read as utf-8"):
        from_bytes(b"caf\xe9,x\n", encoding="utf-8")
    with pytest.raises(PortfolioError, match="cannot be read as klingon"):
        from_bytes(b"a,b\n", encoding="klingon")


def test_fault_30_control_characters_and_lone_surrogates_are_cleaned_with_a_note():
    sheet = read_text("Name,Owner\nCla\x00ims\ud800 triage,A\x1bna\n")
    assert sheet.rows[1] == ("Claims triage", "Ana")
    proposal = propose(sheet, EMPTY)
    assert proposal.rows[1].warning.count("Control characters were taken out.") == 2
    after, _ = apply_proposal(proposal, EMPTY)
    assert first(after).name.encode() == b"Claims triage"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n", "picture"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"\xef\xbb\xbf  <html>", "web page"),
        (b"\x1f\x8b\x08", "compressed"),
        (b'{"format": "ai-portfolio", "schema": [1, 0]}', "portfolio file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
        (b"\x00\x01\x02\x03" * 100, "not a text file"),
        (b"PK\x03\x04 broken", "damaged"),
    ],
)
def test_fault_25_other_kinds_of_file_are_named(data, said):
    with pytest.raises(PortfolioError, match=said) as caught:
        from_bytes(data, "thing.csv")
    assert caught.value.where == "thing.csv"
    assert caught.value.remedy


def test_fault_26_too_many_rows_columns_or_letters_are_named():
    with pytest.raises(PortfolioError, match=f"more than {MAX_ROWS:,} rows"):
        read_text("x\n" * (MAX_ROWS + 1))
    with pytest.raises(PortfolioError, match=f"more than {MAX_COLUMNS:,} columns"):
        read_text(",".join(["x"] * (MAX_COLUMNS + 1)))
    with pytest.raises(PortfolioError, match=f"{MAX_CELL_LETTERS:,}"):
        read_text("a,b\n" + "x" * 5_000_000 + ",1\n")
    assert len(read_text("\t".join(["x"] * 2000)).rows[0]) == 2000


@pytest.mark.parametrize("kind", ["missing", "folder", "empty", "nul"])
def test_a_path_that_is_no_file_is_a_sentence(tmp_path, kind):
    path = tmp_path / ("a\0b.csv" if kind == "nul" else "a.csv")
    if kind == "folder":
        path.mkdir()
    if kind == "empty":
        path.write_bytes(b"")
    with pytest.raises(PortfolioError) as caught:
        read_path(path)
    assert caught.value.what.endswith(".")
    assert caught.value.remedy


def test_an_empty_table_is_a_sentence():
    with pytest.raises(PortfolioError, match="empty"):
        propose(read_text(" \n\t\n"), EMPTY)
