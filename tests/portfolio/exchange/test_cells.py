"""Single cells: numbers under both decimal marks, units, percents, dates, lists, texts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.exchange import parse_cell
from portfolio.exchange.cells import CellRule, read_cell, scaled
from portfolio.exchange.dates import order_evidence, read_date
from portfolio.exchange.numerals import decimal_evidence, read_number
from portfolio.exchange.units import convert, is_unit

KINDS = (
    "text",
    "tags",
    "amount",
    "rating",
    "probability",
    "date",
    "end",
    "stage",
    "status",
    "kind",
)


@pytest.mark.parametrize(
    ("text", "point", "comma", "unit"),
    [
        ("1200", 1200, 1200, ""),
        ("1,200", 1200, 1.2, ""),
        ("1.200", 1.2, 1200, ""),
        ("1,234,567", 1234567, None, ""),
        ("1.234,5", None, 1234.5, ""),
        ("1,234.5", 1234.5, None, ""),
        ("0,125", None, 0.125, ""),
        ("1234,567", None, 1234.567, ""),
        ("1,00,000", 100000, None, ""),
        ("1 200,5", None, 1200.5, ""),
        ("1\u202f200", 1200, 1200, ""),
        ("1'200", 1200, 1200, ""),
        (".5", 0.5, None, ""),
        ("5.", 5, None, ""),
        ("(1,200.5)", -1200.5, None, ""),
        ("\N{MINUS SIGN}5", -5, -5, ""),
        ("-$5", -5, -5, "$"),
        ("$-5", -5, -5, "$"),
        ("1e5", 100000, 100000, ""),
        ("\N{FULLWIDTH DIGIT ONE}\N{FULLWIDTH DIGIT TWO}", 12, 12, ""),
        ("$1.2M", 1.2, None, "$M"),
        ("€3 M", 3, 3, "€M"),
        ("USD 3 m", 3, 3, "USD m"),
        ("3 FTE", 3, 3, "FTE"),
        ("12 %", 12, 12, "%"),
        ("3 H100e-h", 3, 3, "H100e-h"),
    ],
)
def test_a_number_is_read_under_both_marks(text, point, comma, unit):
    number = read_number(text)
    assert number.readings == (point, comma)
    assert number.unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "n/a",
        "1.2.3",
        "12.3.2027",
        "1,2,3",
        "5-10",
        "½",
        "H100",
        "(5",
        "1e999",
        "--5",
        "+-5",
    ],
)
def test_what_is_no_number_is_none(text):
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("written", "target", "factor"),
    [
        ("$M", "$M", 1),
        ("k$", "$M", 1e-3),
        ("USD m", "$M", 1),
        ("M", "$M", 1),
        ("m", "$M", 1),
        ("k", "H100e-h", 1e3),
        ("kH100e-h", "H100e-h", 1e3),
        ("FTEs", "FTE", 1),
        ("H100-equivalent hours", "H100e-h", 1),
        ("thousand GPU hours", "GPU-h", 1e3),
        ("T€", "€", 1e3),
        ("$bn", "$M", 1e3),
        ("€", "$M", None),
        ("m", "FTE", None),
        ("GPU hours", "H100e-h", None),
        ("€/yr", "€", None),
        ("cats", "dogs", None),
    ],
)
def test_units_convert_only_when_they_count_the_same(written, target, factor):
    assert convert(written, target) == factor


@given(st.text(max_size=20), st.text(max_size=20))
def test_converting_back_and_forth_gives_one(written, target):
    there, back = convert(written, target), convert(target, written)
    assert there is None or back is None or there * back == pytest.approx(1.0)


def test_words_are_no_units():
    assert is_unit("$M")
    assert is_unit("FTE")
    assert not is_unit("widgets")
    assert not is_unit("")


def test_scaling_rounds_once():
    assert scaled(1.1, 0.001) == 0.0011
    assert scaled(7.0, 0.01) == 0.07


@pytest.mark.parametrize(
    ("text", "kind", "unit", "value"),
    [
        ("$1.2M", "amount", "$M", 1.2),
        ("900 k", "amount", "$M", 0.9),
        ("2.5 k", "amount", "H100e-h", 2500.0),
        ("3 FTE", "amount", "FTE", 3.0),
        ("$12.4M", "amount", "$M", 12.4),
        ("170.8M H100e-h", "amount", "H100e-h", 170.8e6),
        ("80 %", "probability", "", 0.8),
        ("0.8", "probability", "", 0.8),
        ("7%", "probability", "", 0.07),
        ("2027-03-31", "date", "", date(2027, 3, 31)),
        ("31/03/2027", "date", "", date(2027, 3, 31)),
        ("31.3.27", "date", "", date(2027, 3, 31)),
        ("March 31, 2027", "date", "", date(2027, 3, 31)),
        ("Q1 2027", "date", "", date(2027, 1, 1)),
        ("Q1 2027", "end", "", date(2027, 3, 31)),
        ("Feb 2028", "end", "", date(2028, 2, 29)),
        ("2027", "end", "", date(2027, 12, 31)),
        ("a; b;a", "tags", "", ("a", "b")),
        ("a, b", "tags", "", ("a", "b")),
        ("PoC", "stage", "", "pilot"),
        ("In progress", "status", "", "running"),
        ("Cost savings", "kind", "", "saving"),
        ("  NA ", "text", "", "NA"),
        ("null", "text", "", "null"),
        ("007", "text", "", "007"),
        ("1e5", "text", "", "1e5"),
        ("a\x00b\r\nc", "text", "", "ab\nc"),
        ("", "amount", "$M", None),
        ("  ", "stage", "", None),
    ],
)
def test_a_cell_is_read(text, kind, unit, value):
    parsed = parse_cell(text, kind, unit=unit)
    assert parsed.problem == ""
    assert parsed.value == value


@pytest.mark.parametrize(
    ("text", "kind", "unit", "said"),
    [
        ("1,200", "amount", "$M", "1200 or 1.2"),
        ("€3 M", "amount", "$M", "in “€M”"),
        ("3 FTE", "amount", "", "bare number"),
        ("5-Jan", "rating", "points", "not a number"),
        ("2027-01-05", "rating", "points", "is a date"),
        ("n/a", "amount", "", "not a number"),
        ("1e999", "amount", "", "not a number"),
        ("9" * 5001, "amount", "", "too long"),
        ("130 %", "probability", "", "outside 0 to 100 %"),
        ("3 FTE", "probability", "", "not a probability"),
        ("03/04/2027", "date", "", "cannot be told apart"),
        ("31/02/2027", "date", "", "not a date"),
        ("46023", "date", "", "day count"),
        ("soon", "date", "", "2027-03-31"),
        ("sometime", "stage", "", "use one of idea"),
        ("maybe", "status", "", "candidate, running"),
        ("1e308 bn", "amount", "$", "too large"),
    ],
)
def test_what_cannot_be_read_is_a_sentence_and_no_value(text, kind, unit, said):
    parsed = parse_cell(text, kind, unit=unit)
    assert parsed.value is None
    assert said in parsed.problem
    assert parsed.problem.endswith(".")
    assert len(parsed.problem) < 200


def test_marks_and_orders_that_are_given_settle_what_is_open():
    assert parse_cell("1,200", "amount", decimal=".").value == 1200.0
    assert parse_cell("1,200", "amount", decimal=",").value == 1.2
    assert parse_cell("03/04/2027", "date", date_order="dmy").value == date(2027, 4, 3)
    assert parse_cell("03/04/2027", "date", date_order="mdy").value == date(2027, 3, 4)
    assert "does not fit" in parse_cell("1.5", "amount", decimal=",").problem
    assert "does not fit" in parse_cell("13/04/2027", "date", date_order="mdy").problem


@pytest.mark.parametrize(
    ("letter", "kind", "text"),
    [
        ("e", "text", "#REF!"),
        ("e", "amount", "#N/A"),
        ("f", "amount", "=A1"),
        ("b", "amount", "TRUE"),
    ],
)
def test_what_a_spreadsheet_marks_as_no_number_is_none(letter, kind, text):
    parsed = read_cell(text, letter, CellRule(kind))
    assert parsed.value is None
    assert parsed.problem


@given(st.text(max_size=60), st.sampled_from(KINDS), st.sampled_from(["", "$M", "FTE", "points"]))
def test_any_text_gives_a_value_or_a_problem_and_never_both(text, kind, unit):
    parsed = parse_cell(text, kind, unit=unit)
    assert parsed.value is None or not parsed.problem
    assert parsed.problem == "" or parsed.problem.endswith(".")


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_a_date_is_read_in_every_usual_form(day):
    forms = (f"{day:%Y-%m-%d}", f"{day:%d.%m.%Y}", f"{day:%d %B %Y}", f"{day:%b %d, %Y}")
    for form in forms:
        assert read_date(form).value(None) == day
    assert read_date(f"{day:%d/%m/%Y}").value("dmy") == day
    assert read_date(f"{day:%m/%d/%Y}").value("mdy") == day


def test_evidence_names_the_text_that_decides():
    assert decimal_evidence(["1,200", "2,5"]).mark == ","
    assert decimal_evidence(["1,200", "2,5"]).because == "2,5"
    assert decimal_evidence(["1,200"]).mark is None
    assert decimal_evidence(["1,200"]).open == "1,200"
    assert decimal_evidence(["1,5", "1.5"]).against
    assert order_evidence(["03/04/2027", "13/04/2027"]).order == "dmy"
    assert order_evidence(["03/04/2027"]).order is None
    assert order_evidence(["2027-01-02"]).open == ""
