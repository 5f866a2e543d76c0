"""Amounts read the same wherever they are shown."""

import math

import pytest

from portfolio.model.amounts import amount_text, column_decimals, number_text, percent_text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1e308, "FTE", "1e296T FTE"),
        (-1e308, "$M", "−$1e302T"),
        (1e20, "", "100,000,000T"),
        (12.4, "$M", "$12.4M"),
        (0.4, "$M", "$0.4M"),
        (12.0, "$M", "$12M"),
        (999.94, "$M", "$999.9M"),
        (999.96, "$M", "$1B"),
        (1240.0, "$M", "$1.24B"),
        (-5.0, "$M", "−$5M"),
        (12.4, "€ M", "€12.4M"),
        (12.4, "€m", "€12.4M"),
        (3.0, "£bn", "£3B"),
        (12_400.0, "$", "$12,400"),
        (1_240_000.0, "$", "$1.24M"),
        (12.4, "USD M", "USD 12.4M"),
        (2.5, "$M/yr", "$2.5M/yr"),
        (170_800_000.0, "H100e-h", "170.8M H100e-h"),
        (99_999.0, "H100e-h", "99,999 H100e-h"),
        (100_000.0, "H100e-h", "100k H100e-h"),
        (999_960.0, "H100e-h", "1M H100e-h"),
        (170.8, "k GPU-h", "170.8k GPU-h"),
        (1708.0, "k GPU-h", "1.71M GPU-h"),
        (3.5, "FTE", "3.5 FTE"),
        (120.0, "FTE", "120 FTE"),
        (1234.0, "validator days", "1,234 validator days"),
        (85.0, "points", "85 points"),
        (12.0, "%", "12 %"),
        (0.0, "FTE", "0 FTE"),
        (-0.0, "FTE", "0 FTE"),
        (0.345, "", "0.345"),
        (0.001, "", "0.001"),
        (-0.0004, "FTE", "−0.0004 FTE"),
        (9.999, "", "10"),
        (5e18, "h", "5,000,000T h"),
    ],
)
def test_an_amount_is_written_with_its_unit(value, unit, text):
    assert amount_text(value, unit) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.12, "12 %"),
        (0.042, "4.2 %"),
        (0.04, "4 %"),
        (0.0999, "10 %"),
        (1.0, "100 %"),
        (0.3 + 0.7, "100 %"),
        (0.9996, "99.9 %"),
        (0.996, "99.6 %"),
        (1.0004, "100.1 %"),
        (1.004, "100.4 %"),
        (1.37, "137 %"),
        (12.5, "1,250 %"),
        (0.0, "0 %"),
        (-0.0001, "−0.01 %"),
        (-0.2, "−20 %"),
    ],
)
def test_a_share_is_written_in_percent(share, text):
    assert percent_text(share) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.189, "18.9 %"),
        (0.19, "19 %"),
        (0.0995, "10 %"),
        (0.042, "4.2 %"),
        (0.9949, "99.5 %"),
        (0.9996, "99.9 %"),
        (1.374, "137 %"),
        (-0.1234, "−12.3 %"),
        (math.nan, "–"),
    ],
)
def test_a_share_that_is_held_against_others_has_tenths(share, text):
    assert percent_text(share, tenths=True) == text


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_not_finite_is_a_dash(value):
    assert amount_text(value, "$M") == "–"
    assert percent_text(value) == "–"
    assert number_text(value) == "–"


def test_a_signed_amount_tells_gain_from_loss():
    assert amount_text(3, "$M", signed=True) == "+$3M"
    assert amount_text(-3, "$M", signed=True) == "−$3M"
    assert amount_text(0, "$M", signed=True) == "$0"
    assert percent_text(0.2, signed=True) == "+20 %"
    assert number_text(-0.5, signed=True) == "−0.5"


def test_three_letters_that_are_no_currency_are_a_unit():
    assert amount_text(3, "GPU") == "3 GPU"


@pytest.mark.parametrize(
    ("values", "decimals"),
    [
        ([80.0, 91.8, 100.0], 1),
        ([80.0, 91.84, 9.25], 2),
        ([80.0, 20.0, 0.0], 0),
        ([80.0, 91.8, math.nan, math.inf], 1),
        ([0.00012, 80.0], 2),
        ([1_240.5, 2_000.25], 0),
        ([999.94], 1),
        ([999.96], 0),
        ([-9.994, 3.0], 2),
        ([9.996, 3.0], 0),
        ([], 0),
    ],
)
def test_numbers_of_a_column_share_their_decimals(values, decimals):
    assert column_decimals(values) == decimals
    own = [len(number_text(v).partition(".")[2]) for v in values if math.isfinite(v)]
    assert decimals == min(2, max(own, default=0))


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (80.0, 1, "80.0"),
        (91.84, 1, "91.8"),
        (91.84, 2, "91.84"),
        (9.25, 1, "9.25"),
        (0.0, 1, "0.0"),
        (-3.0, 1, "−3.0"),
        (-0.04, 1, "−0.04"),
        (0.00012, 2, "0.0001"),
        (1_240.0, 1, "1,240.0"),
        (162_100_000.0, 2, "162.1M"),
        (math.nan, 1, "–"),
    ],
)
def test_a_number_with_the_decimals_of_its_column(value, decimals, text):
    assert number_text(value, decimals=decimals) == text
