"""Text for a terminal: aligned whatever the letters, and nothing that moves the cursor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.model.text import is_hidden
from portfolio.report.grid import bullets, cell, grid, paragraph, titled, width_of


def test_columns_are_aligned_and_numbers_to_the_right():
    assert grid(["Name", "Share"], [["Wiki", "5 %"], ["Agents", "100 %"]], right=" r") == [
        "Name    Share",
        "------  -----",
        "Wiki      5 %",
        "Agents  100 %",
    ]


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("東京", 4), ("Zürich", 6), ("Zu\u0308rich", 6), ("", 0)]
)
def test_letters_take_their_columns(text, width):
    assert width_of(text) == width


@given(st.lists(st.lists(st.text(max_size=80), min_size=2, max_size=2), min_size=1, max_size=5))
def test_any_table_is_straight_and_safe(rows):
    lines = grid(["One", "Two"], rows)
    assert len(lines) == len(rows) + 2
    assert not any(is_hidden(character) for line in lines for character in line)
    second = width_of(lines[1].split("  ")[0]) + 2
    assert all(width_of(line) <= 2 * 44 + 2 for line in lines)
    assert all(width_of(line) >= second or line == line.rstrip() for line in lines)


@given(st.text(max_size=300), st.integers(1, 60))
def test_a_cell_fits(text, most):
    shown = cell(text, most)
    assert width_of(shown) <= most
    assert not any(map(is_hidden, shown))


def test_a_cell_is_cut_and_stacks_of_accents_are_too():
    assert cell("x" * 100, 10) == "xxxxxxxxx…"
    assert cell("a" + "\u0301" * 200 + "b") == "a\u0301\u0301b"
    assert cell("東京東京東京", 6) == "東京…"
    assert cell("two\nlines\tand  more") == "two lines and more"


@given(st.text(max_size=400), st.integers(30, 100))
def test_a_paragraph_keeps_the_width(text, width):
    lines = paragraph(text, width=width, indent="    ")
    assert all(len(line) <= width for line in lines)
    assert not any(is_hidden(character) for line in lines for character in line)


def test_a_list_and_a_section():
    assert bullets(["One two three four five six seven."], width=30) == [
        "- One two three four five six",
        "  seven.",
    ]
    assert titled("Notes", []) == []
    assert titled("Notes", ["- A"]) == ["", "Notes", "- A"]
