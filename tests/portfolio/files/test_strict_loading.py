"""Bad files get a sentence that says what is wrong and where; nothing is guessed."""

from __future__ import annotations

import json
import os
import tracemalloc

import pytest

from portfolio.files import Damaged, NotOpened, Unreadable, WrongKind, load, loads
from portfolio.files.decoding import MAX_BYTES
from portfolio.files.text_form import TooDeep, check_depth
from tests.portfolio.files.documents import SCHEMA_LINES, SMALL, SMALL_BYTES, changed, line_of

TRIAGE = '"i_triage": {\n   "benefit"'


def refusal(data, kind=Damaged):
    with pytest.raises(kind) as caught:
        loads(data)
    assert type(caught.value) is kind
    assert_is_a_sentence(caught.value)
    return caught.value


def assert_is_a_sentence(error):
    assert error.what.endswith(".")
    assert error.remedy.endswith(".")
    words = f"{error}"
    for foreign in ("Traceback", "Error", "Expecting", "json", "utf-8'", "codec", "None"):
        assert foreign not in words


# Row 22: truncated, zero-filled and bit-flipped files


@pytest.mark.parametrize("share", [0.01, 0.2, 0.5, 0.9, 0.999])
def test_row_22_a_truncated_file_is_cut_off(share):
    data = SMALL_BYTES[: int(len(SMALL_BYTES) * share)].rstrip()
    error = refusal(data)
    assert "cut off" in error.what or "missing" in error.what
    assert error.where.startswith("line ")


def test_row_22_every_truncation_is_refused():
    for length in range(len(SMALL_BYTES) - 2):
        with pytest.raises(NotOpened):
            loads(SMALL_BYTES[:length])


def test_row_22_a_zero_filled_file_is_damaged():
    assert "zeros" in refusal(bytes(5000)).what


def test_row_22_zeros_at_the_beginning_of_a_file_are_named():
    error = refusal(bytes(512) + SMALL_BYTES[512:])
    assert "512 bytes" in error.what
    assert error.where == "line 1"


def test_row_22_zeros_at_the_end_of_a_file_are_named():
    half = len(SMALL_BYTES) // 2
    error = refusal(SMALL_BYTES[:half] + bytes(len(SMALL_BYTES) - half))
    assert f"{len(SMALL_BYTES) - half:,} bytes" in error.what
    line = SMALL_BYTES[:half].count(b"\n") + 1
    assert error.where == f"line {line}"


def test_row_22_flipped_bits_are_refused_or_change_one_value_only():
    """A flipped bit in a text cannot be seen, but it never takes down the reader."""
    outcomes = set()
    for position in range(0, len(SMALL_BYTES), 5):
        for bit in (1, 16, 128):
            data = bytearray(SMALL_BYTES)
            data[position] ^= bit
            try:
                outcomes.add(loads(bytes(data)) == SMALL)
            except NotOpened:
                outcomes.add("refused")
    assert "refused" in outcomes


def test_row_22_a_misspelled_file_names_line_and_column():
    error = refusal(changed(('"owner": "Ana",', '"owner": "Ana"')))
    assert "comma" in error.what
    line = line_of(SMALL_BYTES, '"owner": "Ana"') + 1
    assert error.where.startswith(f"line {line}, column ")


# Row 25: the wrong kind of file


WRONG_KINDS = {
    "web page": b"<!DOCTYPE html><html><body>Sign in</body></html>",
    "web page in capitals": b"\n  <HTML><head></head></HTML>",
    "XML": b'<?xml version="1.0"?><a/>',
    "PDF": b"%PDF-1.7\n%\xe2\xe3",
    "PNG": b"\x89PNG\r\n\x1a\n",
    "JPEG": b"\xff\xd8\xff\xe0",
    "Excel": b"PK\x03\x04" + b"\x00" * 26 + b"xl/workbook.xml",
    "OpenDocument": b"PK\x03\x04" + b"\x00" * 26 + b"content.xml",
    "zip": b"PK\x03\x04" + b"\x00" * 26 + b"other.txt",
    "old Excel": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "gzip": b"\x1f\x8b\x08\x00",
    "SQLite": b"SQLite format 3\x00",
    "pickle": b"\x80\x04\x95\x0b\x00\x00\x00",
    "Git LFS": b"version https://git-lfs.github.com/spec/v1\noid sha256:00\n",
    "UTF-16": '{"format": "ai-portfolio"}'.encode("utf-16"),
    "UTF-16 without a mark": '{"format": "ai-portfolio"}'.encode("utf-16-le"),
    "UTF-32": '{"format": "ai-portfolio"}'.encode("utf-32"),
    "other JSON": b'{"name": "package", "version": "1.0.0"}',
    "a JSON list": b"[1, 2, 3]",
    "a JSON text": b'"ai-portfolio"',
}


@pytest.mark.parametrize("name", WRONG_KINDS)
def test_row_25_another_kind_of_file_is_named(name):
    error = refusal(WRONG_KINDS[name], WrongKind)
    expected = {
        "web page": "web page",
        "PDF": "PDF",
        "Excel": "spreadsheet",
        "OpenDocument": "spreadsheet",
        "pickle": "never opened",
        "UTF-16": "UTF-16",
        "Git LFS": "Git LFS",
        "PNG": "picture",
    }
    assert expected.get(name, "") in error.what


def test_row_25_the_marks_of_an_unfinished_merge_are_named():
    conflict = "<" * 7 + " HEAD\n" + "=" * 7 + "\n" + ">" * 7 + " other\n"
    data = changed((' "title": "Small"\n', conflict + ' "title": "Small"\n'))
    error = refusal(data)
    assert "unfinished git merge" in error.what
    assert error.where == f"line {line_of(data, '<' * 7)}"


@pytest.mark.parametrize("text", ["!!python/object/apply:os.system ['true']", "a: b", "a,b\n1,2"])
def test_row_25_texts_that_are_no_json_are_refused(text):
    with pytest.raises(NotOpened):
        loads(text.encode())


def test_row_25_a_byte_order_mark_does_no_harm():
    assert loads(b"\xef\xbb\xbf" + SMALL_BYTES) == SMALL


def test_row_19_an_empty_file_may_not_be_there_yet(tmp_path):
    for data in (b"", b" \n"):
        error = refusal(data)
        assert "empty" in error.what
        assert "sync" in error.remedy
    path = tmp_path / "empty.portfolio"
    path.touch()
    with pytest.raises(Damaged) as caught:
        load(path)
    assert caught.value.where == "empty.portfolio"


# Row 26: size


def test_row_26_a_file_that_is_too_large_is_refused_unread(tmp_path, monkeypatch):
    path = tmp_path / "huge.portfolio"
    with path.open("wb") as file:
        file.truncate(500 * 2**20)

    def read(_descriptor, _count):
        raise AssertionError("it was read")

    monkeypatch.setattr(os, "read", read)
    with pytest.raises(Unreadable) as caught:
        load(path)
    assert "500 MB" in caught.value.what
    assert "64 MB" in caught.value.what


def test_row_26_bytes_that_are_too_many_are_refused():
    assert "64 MB" in refusal(b" " * (MAX_BYTES + 1)).what


# Row 27: nesting


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 10**6,
        b"[" * 10**6 + b"]" * 10**6,
        b'{"a":' * 10**6,
        b'{"a":' * 10**6 + b"1" + b"}" * 10**6,
        b'{"format": "ai-portfolio", "x": ' + b"[" * 500 + b"]" * 500 + b"}",
        b'{"a":"[",' * 10**5,
    ],
    ids=["open lists", "lists", "open objects", "objects", "500 lists", "brackets in texts"],
)
def test_row_27_deep_nesting_is_refused_at_once(data):
    with pytest.raises(NotOpened):
        loads(data)


def test_row_27_nesting_costs_no_memory_however_long_the_file_is():
    tracemalloc.start()
    try:
        with pytest.raises(TooDeep):
            check_depth(b'{"a":' * 10**6)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 10 * 2**20


def test_row_27_brackets_in_texts_are_no_nesting():
    notes = "[" * 500 + "{" * 500
    portfolio = loads(changed(('"title": "Small"', f'"title": "{notes}"')))
    assert portfolio.title == notes


# Row 28: numbers that are none


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("NaN", "NaN is not a number"),
        ("Infinity", "Infinity is not a number"),
        ("-Infinity", "-Infinity is not a number"),
        ("1e999", "beyond 1.8e308"),
        ("-1e999", "beyond 1.8e308"),
        ("9" * 400, "over 300 digits"),
        ("9" * 5001, "over 300 digits"),
        ("-0.0", "minus zero"),
        ("true", "true is not a number"),
        ('"4.5"', "“4.5” is not a number"),
        ("null", "null"),
        ("[4.5]", "A list is not a number"),
    ],
)
def test_row_28_what_is_no_number_is_refused_with_place_and_value(written, words):
    data = changed(('"likely": 4.5', f'"likely": {written}'))
    error = refusal(data)
    assert words in error.what
    line = line_of(data, f'"likely": {written}')
    assert error.where == f"Initiative “Claims triage”, benefit, amount, likely, line {line}"


@pytest.mark.parametrize("written", ["NaN", "true", "-0.0", "1e999", '"20"'])
def test_row_28_a_rating_is_checked_like_any_number(written):
    error = refusal(changed(('"c_fit": 20.0', f'"c_fit": {written}')))
    assert "video" in error.where


def test_row_28_whole_numbers_are_numbers():
    data = changed(('"likely": 4.5', '"likely": 4'), ('"c_fit": 20.0', '"c_fit": 2e1'))
    portfolio = loads(data)
    amount = portfolio.initiatives["i_triage"].benefit.amount
    assert (amount.likely, type(amount.likely)) == (4.0, float)
    assert portfolio.ratings["p_ana"]["i_video"]["c_fit"].value == 20.0


def test_row_28_numbers_in_unknown_fields_are_checked_too():
    error = refusal(changed(('"owner": "Ana"', '"owner": "Ana", "colour": [1, 1e999]')))
    assert error.where.startswith("Initiative “Claims triage”, “colour”, entry 2, line ")


# Row 29: duplicates


@pytest.mark.parametrize("gap", [", ", ",\n   ", " , "])
def test_row_29_a_key_that_stands_twice_is_refused_with_both_lines(gap):
    data = changed(('"owner": "Ana"', f'"owner": "Ben"{gap}"owner": "Ana"'))
    first, last = line_of(data, '"owner": "Ben"'), line_of(data, '"owner": "Ana"')
    error = refusal(data)
    assert error.where == "Initiative “Claims triage”, owner"
    assert (f"lines {first} and {last}" if first != last else f"line {first}") in error.what


def test_row_29_two_records_with_one_id_are_refused():
    data = changed(('"i_video": {\n   "benefit"', '"i_triage": {\n   "benefit"'))
    error = refusal(data)
    assert error.where.startswith("Initiative “")
    last = line_of(data, '"i_triage": {\n   "benefit"')
    assert f"lines {line_of(SMALL_BYTES, TRIAGE)} and {last}" in error.what


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"owner": "Ana"', '"owner": "Ana", "owner": "Ana", "notes": "\\u003a"'),
        ('"owner": "Ana"', '"own\\u0065r": "Ana", "owner": "Ana"'),
        ('"format": "ai-portfolio"', '"format": "ai-portfolio", "format": "ai-portfolio"'),
        ('"schema": [', '"app": "9", "schema": ['),
        ('"q_1": 5000.0', '"q_1": 5000.0, "q_1": 5000.0'),
        ('"tags": [\n', '"tags": ["a:b"], "tags": [\n'),
        ('"title": "Small"', '"title": "Small", "x": {"a": 1, "a": 2}'),
    ],
)
def test_row_29_duplicates_cannot_hide(old, new):
    assert "twice" in refusal(changed((old, new))).what


# Row 30: characters


@pytest.mark.parametrize(
    "text",
    [
        "\\u0000",
        "\\u0008",
        "\\b",
        "\\f",
        "\\r",
        "\\ud800",
        "\\udfff",
        "\\u001b[31m",
        "\x7f",
        "\x85",
    ],
)
def test_row_30_characters_that_are_no_text_are_refused_with_the_place(text):
    data = changed(('"owner": "Ana"', f'"owner": "Ana{text}"'))
    error = refusal(data)
    assert "which is not text" in error.what
    line = line_of(data, '"owner": "Ana')
    assert error.where == f"Initiative “Claims triage”, owner, line {line}"
    assert error.what.isprintable()


def test_row_30_names_of_fields_are_checked_too():
    error = refusal(changed(('"owner": "Ana"', '"\\u0000": "Ana"')))
    assert "U+0000" in error.what


def test_row_30_raw_control_characters_are_refused():
    assert (
        "control character" in refusal(changed(('"Ana",\n   "spent"', '"A\x01",\n   "spent"'))).what
    )


def test_row_30_line_breaks_tabs_and_all_scripts_are_text():
    text = "two\\nlines\\tand \\u00fc \U0001f600 \u05d0 \u202e \\ud83d\\ude00"
    portfolio = loads(changed(('"owner": "Ana"', f'"owner": "{text}"')))
    assert portfolio.initiatives["i_triage"].owner == json.loads(f'"{text}"')


def test_row_38_bytes_that_are_no_utf_8_are_refused_with_the_line():
    data = changed(('"owner": "Ana"', b'"owner": "Ren\xe9"'))
    error = refusal(data)
    assert "UTF-8" in error.what
    assert error.where == f"line {line_of(data, b'Ren')}"


# Row 31: references


def test_row_31_dangling_references_are_kept_as_they_are():
    data = changed(('"i_video",\n    "i_triage"', '"i_gone",\n    "i_gone_too"'))
    assert loads(data).rules["u_1"].initiatives == ("i_gone", "i_gone_too")
    data = changed(('"c_fit": 20.0', '"c_gone": 20.0'))
    assert loads(data).ratings["p_ana"]["i_video"]["c_gone"].value == 20.0


# Wrong types, missing fields, unknown choices


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ('"stage": "pilot"', '"stage": "sunset"', "Initiative “Claims triage”, stage", "pilot"),
        ('"stage": "pilot"', '"stage": null', "Initiative “Claims triage”, stage", "null"),
        ('"owner": "Ana"', '"owner": 7', "Initiative “Claims triage”, owner", "not a text"),
        ('"start": "2027-01-01"', '"start": "01/02/2027"', "…, start", "2027-03-31"),
        ('"start": "2027-01-01"', '"start": "2027-02-30"', "…, start", "calendar"),
        ('"start": "2027-01-01"', '"start": "2027-W01-1"', "…, start", "calendar"),
        ('"at": "2027-01-09T10:00:00Z"', '"at": "2027-01-09T10:00:00"', "Decision “d_1”, at", "Z"),
        (
            '"name": "Q1",\n   "order": "V"',
            '"name": "Q1", "order": "V-"',
            "Period “Q1”, order",
            "A to Z",
        ),
        (
            '"carries_over": false',
            '"carries_over": 0',
            "Resource “GPU hours”, carries over",
            "true",
        ),
        ('"name": "Viral video",', "", "Initiative “i_video”", "“name” is needed"),
        ('"demand_share": 0.4', '"demand_share": []', "…, levels, “l_1”, demand share", "A list"),
        (
            '"q_1": 1200.0',
            '"q_1": []',
            "Initiative “Claims triage”, demand, “GPU hours”, “Q1”",
            "list",
        ),
        ('"nlp"', "5", "Initiative “Claims triage”, tags, entry 2", "not a text"),
        ('"kind": "requires"', '"kind": "hopes"', "Rule “u_1”, kind", "excludes"),
        ('"id": "p_small",', "", "The file as a whole", "“id”"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_place_in_words(old, new, where, what):
    error = refusal(changed((old, new)))
    assert where.strip("…") in error.where
    assert what in error.what


def test_missing_optional_fields_take_their_defaults():
    data = json.dumps(
        {
            "format": "ai-portfolio",
            "schema": [1, 0],
            "id": "p",
            "initiatives": {"i_1": {"name": "A", "order": "V"}},
        }
    )
    portfolio = loads(data.encode())
    assert portfolio.initiatives["i_1"].stage == "idea"
    assert portfolio.title == "Untitled portfolio"


@pytest.mark.parametrize(
    "schema", ["1", "[1]", "[1, true]", "[1.0, 0]", "[-1, 0]", "null", "[1, 0, 0]"]
)
def test_a_schema_version_that_is_none_is_refused(schema):
    data = changed((SCHEMA_LINES, f'"schema": {schema}'))
    assert "schema version" in refusal(data).what


def test_load_names_the_file_and_the_line(tmp_path):
    path = tmp_path / "plan.portfolio"
    path.write_bytes(changed(('"stage": "pilot"', '"stage": "sunset"')))
    with pytest.raises(Damaged) as caught:
        load(path)
    assert caught.value.where.startswith("plan.portfolio, Initiative “Claims triage”, stage, line ")


@pytest.mark.parametrize("name", ["folder", "missing", "fifo", "circle"])
def test_row_13_what_is_no_file_is_refused_at_once(tmp_path, name):
    path = tmp_path / name
    if name == "folder":
        path.mkdir()
    if name == "fifo":
        os.mkfifo(path)
    if name == "circle":
        path.symlink_to(path)
    with pytest.raises(Unreadable) as caught:
        load(path)
    assert name in caught.value.where
    assert_is_a_sentence(caught.value)
