import pytest

from tests.ui.tables.small_table import COLUMNS
from ui.tables import TableView
from ui.tables.layout import Layout, read_layout


def test_a_layout_comes_back_from_the_settings():
    layout = Layout(("owner", "name"), {"worth": False}, {"name": 200})
    assert read_layout(layout.to_text()) == layout


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "3",
        '{"order": 4}',
        '{"widths": {"a": "x"}}',
        '{"widths": {"a": Infinity}}',
    ],
)
def test_what_cannot_be_read_counts_as_nothing_remembered(text):
    assert read_layout(text) == Layout()


@pytest.mark.parametrize("width", [10**12, -(10**12), 0])
def test_a_wild_width_does_not_end_the_app(qtbot, context, width):
    context.settings.remember_layout("columns", "small", f'{{"widths": {{"name": {width}}}}}')
    view = TableView(COLUMNS, context.theme)
    qtbot.addWidget(view)
    view.header.remember_in(context.settings, "small")
    assert 0 < view.header.sectionSize(view.table.grid.column_of("name")) <= 10_000


def test_new_columns_follow_their_neighbor_and_gone_ones_are_skipped():
    layout = Layout(order=("owner", "gone", "number"))
    assert layout.arranged(COLUMNS) == ["owner", "worth", "number", "name"]
