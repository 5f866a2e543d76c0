"""Numbers of the lessons as people read them, and as they can be typed in."""

from __future__ import annotations

from math import inf, nan

import pytest

from portfolio.lessons.words import exact_text, next_to, rounded, value_text
from portfolio.model import Settings


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (-0.3, "share", "−30 %"),
        (0.1, "share/month", "10 % a month"),
        (-2.5e9, "share", "−250B %"),
        (0.01742, "×", "0.0174×"),
        (33.52, "months", "34 months"),
        (5.25, "months", "5.2 months"),
        (1.0, "initiatives", "1 initiative"),
        (-1.0, "points", "−1 point"),
        (1.04, "uses/day", "1.04 uses/day"),
        (1.3, "¤/use", "USD 1.3/use"),
        (inf, "months", "never"),
        (inf, "×", "above any number"),
        (-inf, "share", "below any number"),
        (nan, "share", "not known"),
    ],
)
def test_values(value, unit, text):
    assert value_text(value, unit, Settings()) == text


@pytest.mark.parametrize(
    ("value", "unit", "currency", "text"),
    [
        (1.625, "¤/use", "USD", "USD 1.625/use"),
        (1.625, "¤/use", "€", "€1.625/use"),
        (155e6, "¤/month", "USD", "USD 155,000,000/month"),
        (5.19, "€M", "EUR", "€5.19M"),
        (59_830.0, "H100e-h", "USD", "59,830 H100e-h"),
        (0.4854, "share", "USD", "48.54 %"),
        (0.02, "share/month", "USD", "2 % a month"),
        (3.0, "shares", "USD", "3 shares"),
        (0.0001234, "¤/use", "USD", "USD 0.0001234/use"),
        (0.0, "¤", "USD", "USD 0"),
        (-2.5, "H100e-h", "USD", "−2.5 H100e-h"),
        (1.5, "×", "USD", "1.5×"),
        (1.0, "tries", "USD", "1 try"),
        (2e300, "¤/use", "USD", "USD 2e+300/use"),
        (-1.25e-12, "H100e-h", "USD", "−1.25e-12 H100e-h"),
    ],
)
def test_exact_values_can_be_typed_in(value, unit, currency, text):
    assert exact_text(value, unit, Settings(currency=currency)) == text


@pytest.mark.parametrize(
    ("value", "up", "found"),
    [
        (1.23456, True, 1.235),
        (1.23456, False, 1.234),
        (-1.23456, True, -1.234),
        (123_456.0, True, 123_500.0),
        (0.000123456, False, 0.0001234),
        (1.5, True, 1.5),
        (0.0, True, 0.0),
    ],
)
def test_four_digits_on_one_side(value, up, found):
    assert rounded(value, up=up) == pytest.approx(found)


def test_the_next_number_of_four_digits():
    assert next_to(1.234, up=True) == 1.235
    assert next_to(1.234, up=False) == 1.233
    assert next_to(9.999, up=True) == 10.0
