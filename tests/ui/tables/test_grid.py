import random
from dataclasses import replace

import pytest

from tests.ui.tables.small_table import COLUMNS, LINES, Line, rows_of
from ui.tables import Column, Grid, Row


@pytest.fixture
def grid():
    grid = Grid(COLUMNS)
    grid.show_rows(rows_of(LINES))
    grid.settle()
    return grid


def settled(grid, change):
    grid.settle()
    return change


def test_rows_stand_in_the_order_of_the_document(grid):
    assert grid.keys == ["a", "b", "c", "d"]
    assert [grid.text(0, n) for n in range(4)] == ["7", "Item 10", "Ada", "$3M"]


def test_sorting_takes_numbers_in_text_by_size_whatever_the_case(grid):
    settled(grid, grid.sort("name"))
    assert grid.keys == ["c", "b", "a", "d"]
    settled(grid, grid.sort("name", descending=True))
    assert grid.keys == ["d", "a", "b", "c"]


@pytest.mark.parametrize("descending", [False, True])
def test_sorting_is_stable_and_puts_blanks_last(grid, descending):
    settled(grid, grid.sort("worth", descending=descending))
    assert grid.keys == (["a", "d", "c", "b"] if descending else ["c", "a", "d", "b"])


def test_an_empty_column_restores_the_order_of_the_document(grid):
    settled(grid, grid.sort("worth"))
    settled(grid, grid.sort(""))
    assert grid.keys == ["a", "b", "c", "d"]


def test_searching_wants_every_word_in_searched_columns(grid):
    settled(grid, grid.search("ITEM ada"))
    assert grid.keys == ["a"]
    settled(grid, grid.search("$3M"))
    assert grid.keys == []
    settled(grid, grid.search(" "))
    assert len(grid.keys) == 4


def test_the_filter_and_the_search_both_hold_but_the_pinned_row_stays(grid):
    grid.pinned = "b"
    settled(grid, grid.filter(lambda line: line.worth is not None))
    settled(grid, grid.search("item"))
    assert grid.keys == ["a", "b", "c"]


def test_only_rows_that_differ_are_told(grid):
    grid.text(0, 1)
    lines = {**LINES, "b": replace(LINES["b"], owner="Grace")}
    change = settled(grid, grid.show_rows(rows_of(lines)))
    assert (change.kind, change.rows) == ("cells", (1,))
    assert grid.texts[0][1] == "Item 10"
    assert grid.text(1, 2) == "Grace"


def test_one_block_of_rows_put_in_or_taken_out_is_told_as_such(grid):
    more = {"a": LINES["a"], "x": Line("X"), "y": Line("Y"), "b": LINES["b"]}
    more |= {"c": LINES["c"], "d": LINES["d"]}
    change = settled(grid, grid.show_rows(rows_of(more)))
    assert (change.kind, change.first, change.last) == ("insert", 1, 2)
    change = settled(grid, grid.show_rows(rows_of(LINES)))
    assert (change.kind, change.first, change.last) == ("remove", 1, 2)
    reversed_rows = rows_of(dict(reversed(LINES.items())))
    assert settled(grid, grid.show_rows(reversed_rows)).kind == "order"
    assert settled(grid, grid.show_rows([Row("z", Line("Z"))])).kind == "all"


def test_a_typed_cell_does_not_move_its_row_but_sorting_again_does(grid):
    settled(grid, grid.sort("worth"))
    lines = {**LINES, "c": replace(LINES["c"], worth=9.0), "x": Line("New", worth=0.0)}
    settled(grid, grid.show_rows(rows_of(lines)))
    assert grid.keys == ["c", "a", "d", "x", "b"]
    settled(grid, grid.sort("worth"))
    assert grid.keys == ["x", "a", "d", "c", "b"]


def test_a_computed_column_keeps_its_order(grid):
    settled(grid, grid.sort("number"))
    assert grid.keys == ["d", "b", "c", "a"]
    lines = {**LINES, "a": replace(LINES["a"], name="I")}
    settled(grid, grid.show_rows(rows_of(lines)))
    assert grid.keys == ["a", "d", "b", "c"]


def test_long_hidden_and_broken_texts_are_shown_on_one_line():
    grid = Grid((Column("t", "T", read=str),))
    names = ["a\nb\tc", "x" * 100_000, "safe\u202egnp.exe", "<b>bold</b>"]
    grid.show_rows(Row(str(n), name) for n, name in enumerate(names))
    grid.settle()
    texts = [grid.text(n, 0) for n in range(len(names))]
    assert texts[0] == "a b c"
    assert len(texts[1]) < 500
    assert texts[1].endswith("…")
    assert texts[2] == "safe⟨U+202E⟩gnp.exe"
    assert texts[3] == "<b>bold</b>"


def test_any_sequence_of_changes_shows_what_a_fresh_grid_shows():
    draw = random.Random(7)
    grid = Grid(COLUMNS)
    lines = dict(LINES)
    for step in range(300):
        kind = draw.randrange(4)
        if kind == 0:
            lines[f"k{step}"] = Line(f"Item {draw.randrange(20)}", worth=draw.random())
        elif kind == 1 and lines:
            del lines[draw.choice(list(lines))]
        elif kind == 2:
            settled(grid, grid.search(draw.choice(["", "item", "1"])))
        else:
            settled(grid, grid.sort(draw.choice(["", "number"]), descending=draw.random() < 0.5))
        settled(grid, grid.show_rows(rows_of(lines)))
        fresh = Grid(COLUMNS)
        fresh.show_rows(rows_of(lines))
        fresh.settle()
        settled(fresh, fresh.search(" ".join(grid._words)))
        settled(fresh, fresh.sort(grid.sort_column, descending=grid.descending))
        assert grid.keys == fresh.keys
        assert [row.value for row in grid.rows] == [lines[key] for key in grid.keys]


def test_rows_that_a_filter_hid_come_back_where_they_stood(grid):
    settled(grid, grid.sort("name"))
    sorted_keys = list(grid.keys)
    for hide, show in (
        (lambda: grid.search("ada"), lambda: grid.search("")),
        (lambda: grid.filter(lambda _line: False), lambda: grid.filter(None)),
    ):
        settled(grid, hide())
        assert len(grid.keys) < len(sorted_keys)
        settled(grid, show())
        assert grid.keys == sorted_keys
