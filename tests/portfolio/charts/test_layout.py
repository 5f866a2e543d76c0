"""Measuring, cutting, moving apart and scaling: what keeps labels off each other."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.charts.box import Box, spread
from portfolio.charts.scale import FittedRows, bar_scale, fitted_rows
from portfolio.charts.style import LIGHT
from portfolio.charts.text import cut_end, cut_middle, level_texts, shown
from portfolio.charts.typeface import face

#: Room and count, then rows shown and their height, between 10 and 30 points each.
ROWS = [
    (100, 2, 2, 30),
    (100, 5, 5, 20),
    (100, 10, 10, 10),
    (100, 11, 9, 10),
    (5, 9, 1, 2.5),
    (5, 1, 1, 5),
]
REGULAR, BOLD = face(LIGHT.fonts, bold=False), face(LIGHT.fonts, bold=True)
NAME = "Contact-center summaries for the retail bank"


@pytest.mark.parametrize(("room", "count", "shown_rows", "height"), ROWS)
def test_rows_that_cannot_be_read_leave_a_line_that_tells_of_them(room, count, shown_rows, height):
    assert fitted_rows(room, count, 10, 30) == FittedRows(shown_rows, height)


@given(st.lists(st.floats(0, 300), max_size=20).map(sorted))
def test_labels_move_apart_and_stay_in_order(wanted):
    places = spread(wanted, 12, 0, 300)
    assert len(places) == len(wanted)
    assert all(-1e-6 <= place <= 300 + 1e-6 for place in places)
    assert all(b - a >= 12 - 1e-6 for a, b in itertools.pairwise(places))


def test_labels_that_have_room_stay_where_they_want_to_be():
    assert spread([10, 40, 90], 12, 0, 100) == [10, 40, 90]


def test_labels_that_collide_share_the_way():
    assert spread([50, 50], 10, 0, 100) == [45, 55]
    assert spread([50, 51, 52], 10, 0, 100) == pytest.approx([41, 51, 61])


def test_labels_at_an_end_are_pushed_inward():
    assert spread([0, 0, 0], 10, 0, 100) == [0, 10, 20]
    assert spread([100, 100], 10, 0, 100) == [90, 100]


def test_too_many_labels_are_spaced_evenly():
    assert spread([5, 6, 7], 10, 0, 10) == [0, 5, 10]


def test_spread_is_the_least_squares_answer():
    rng = np.random.default_rng(3)
    wanted = np.sort(rng.uniform(0, 60, 5))
    places = spread(list(wanted), 9, 0, 60)
    moved = sum((a - b) ** 2 for a, b in zip(places, wanted, strict=True))
    for _ in range(2000):
        other = np.sort(rng.uniform(0, 60, 5))
        if (np.diff(other) >= 9).all():
            assert ((other - wanted) ** 2).sum() >= moved - 1e-9


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=12),
    st.floats(0, 40),
)
def test_bars_and_their_labels_stay_in_the_box(values, label):
    box = Box(100, 0, 200, 20)
    scale = bar_scale(values, [label] * len(values), box)
    for value in values:
        bar = scale.bar(box, value, 10)
        left, right = (bar.x, bar.right + label) if value >= 0 else (bar.x - label, bar.right)
        assert left >= 100 - 1e-6
        assert right <= 300 + 1e-6


def test_the_longest_bar_takes_all_the_room():
    box = Box(0, 0, 110, 10)
    scale = bar_scale([5, 10], [10, 10], box)
    assert scale.bar(box, 10, 4).right == pytest.approx(100)
    assert scale.zero == pytest.approx(0)


def test_a_bar_of_nothing_known_has_no_length():
    box = Box(0, 0, 100, 10)
    scale = bar_scale([math.nan, 4.0], [0, 0], box)
    assert scale.bar(box, math.nan, 4).width == 0


@pytest.mark.parametrize("cut", [cut_middle, cut_end])
@pytest.mark.parametrize("room", [0, 8, 40, 100, 1000])
def test_a_text_is_cut_to_its_room(cut, room):
    text = REGULAR.fit(NAME, 9, room, cut)
    assert not text or REGULAR.width(text, 9) <= room
    assert (text == NAME) == (REGULAR.width(NAME, 9) <= room)


def test_a_text_is_cut_no_more_than_needed():
    room = REGULAR.width(cut_middle(NAME, 20), 9)
    assert len(REGULAR.fit(NAME, 9, room, cut_middle)) >= 20


def test_both_ends_of_a_name_survive_a_cut_in_the_middle():
    assert cut_middle("Transport: case triage 17", 12) == "Transpor…e 17"
    assert cut_middle("short", 12) == "short"
    assert cut_end("Transport: case triage 17", 11) == "Transport:…"


def test_wrapped_lines_hold_every_word_or_end_in_an_ellipsis():
    lines = REGULAR.wrap(NAME, 9, 90, 9)
    assert " ".join(lines) == NAME
    assert all(REGULAR.width(line, 9) <= 90 for line in lines)
    short = REGULAR.wrap(NAME, 9, 90, 2)
    assert len(short) == 2
    assert short[-1].endswith("…")
    assert REGULAR.wrap("", 9, 90, 2) == []


def test_a_number_stays_with_its_percent_sign():
    room = REGULAR.width("would lose (30", 9) + 1
    assert REGULAR.wrap("would lose (30 %).", 9, room, 2) == ["would lose", "(30 %)."]


def test_a_script_without_bold_falls_back_to_plain():
    assert BOLD.covering("plain text") is BOLD
    assert BOLD.covering("Grüße") is BOLD
    missing = "\U00013000"
    assert BOLD.covering(missing) is BOLD.plain


def test_names_are_one_visible_line():
    assert shown("two\nlines\t and  more ") == "two lines and more"
    assert shown("abc\u202edef") == "abc⟨U+202E⟩def"
    assert shown("e" + "\u0301" * 100) == "e" + "\u0301" * 3
    assert len(shown("x" * 100_000)) == 401
    assert shown("$\\frac$ <b>") == "$\\frac$ <b>"


def test_numbers_of_one_column_have_the_same_decimals():
    assert level_texts([82.13, 7, math.nan]) == ["82.1", "7.0", "–"]
    assert level_texts([0.5, -0.25]) == ["0.500", "−0.250"]
    assert level_texts([2.0, -1.234]) == ["2.00", "−1.23"]
    assert level_texts([-0.0]) == ["0.000"]
    assert level_texts([]) == []
