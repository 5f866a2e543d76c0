"""Parts that give way to each other: nothing widens the window, overlaps or is cut."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from portfolio.report.summary import ResourceUse
from ui.pages import PAGES
from ui.theme import Theme
from ui.widgets.flow import Flow
from ui.widgets.inner_scroll import InnerScroll
from ui.widgets.meters import MeterRow
from ui.widgets.page_header import PageHeader
from ui.widgets.page_scroll import PageScroll
from ui.widgets.rail import Rail
from ui.widgets.splitter import split
from ui.widgets.strip import Strip


def shown(qtbot, widget, width, height=400):
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


class Block(QLabel):
    def __init__(self, width, height=20):
        super().__init__()
        self.setFixedSize(width, height)


def flow_of(*parts):
    widget = QWidget()
    flow = Flow()
    widget.setLayout(flow)
    for part in parts:
        flow.addWidget(part)
    return widget, flow


def test_a_flow_begins_a_new_line_where_the_width_ends(qtbot):
    parts = [Block(100), Block(100), Block(100, 40)]
    widget, flow = flow_of(*parts)
    shown(qtbot, widget, 230)
    assert flow.heightForWidth(230) == 20 + flow.spacing() + 40
    assert flow.heightForWidth(400) == 40
    assert parts[0].y() == parts[1].y() < parts[2].y()
    assert parts[2].x() == 0


def test_parts_of_a_line_of_a_flow_stand_on_one_middle_and_hidden_ones_take_no_room(qtbot):
    low, high, hidden = Block(50, 20), Block(50, 40), Block(50)
    widget, flow = flow_of(low, hidden, high)
    hidden.hide()
    shown(qtbot, widget, 300, 40)
    assert low.geometry().center().y() == high.geometry().center().y()
    assert high.x() == 50 + flow.spacing()
    assert flow.takeAt(9) is None
    assert flow.itemAt(9) is None


def test_tools_go_below_the_question_before_it_wraps(qtbot):
    header = PageHeader("Ranking", "Which initiatives are best, and why?")
    tools = [QPushButton(f"Tool number {n}") for n in range(3)]
    for tool in tools:
        header.tools.addWidget(tool)
    shown(qtbot, header, 1200)
    assert tools[0].x() > 500
    header.resize(500, 200)
    qtbot.waitUntil(lambda: tools[0].x() == 0)
    assert all(tool.geometry().right() <= 500 for tool in tools)


def test_side_by_side_becomes_one_below_the_other_and_back_with_its_gap(qtbot):
    left, right = QWidget(), QWidget()
    splitter = split(Qt.Orientation.Horizontal, "across", (left, 30), (right, 70))
    letters = splitter.fontMetrics().averageCharWidth()
    shown(qtbot, splitter, 120 * letters)
    splitter.setSizes([700, 300])
    before = splitter.sizes()
    assert not splitter.stacked
    splitter.resize(40 * letters, 400)
    assert splitter.stacked
    assert left.geometry().bottom() < right.geometry().top()
    splitter.resize(120 * letters, 400)
    assert splitter.sizes() == before
    assert splitter.minimumSizeHint().width() < 40 * letters


def test_words_that_wrap_in_a_splitter_are_whole_at_any_width(qtbot):
    words, other = QWidget(), Block(50)
    label = QLabel("Many words that wrap and wrap again. " * 8)
    label.setWordWrap(True)
    QVBoxLayout(words).addWidget(label)
    splitter = split(Qt.Orientation.Vertical, "down", (words, 50), (other, 50))
    shown(qtbot, splitter, 300, 900)
    for width in (700, 260, 420):
        splitter.resize(width, 900)
        assert label.height() >= label.heightForWidth(label.width())


def test_a_page_scrolls_only_when_its_parts_cannot_be_smaller(qtbot):
    scroll = PageScroll()
    part = QWidget()
    part.setMinimumSize(300, 300)
    part.sizeHint = lambda: QSize(900, 900)
    scroll.content.addWidget(part)
    shown(qtbot, scroll, 500, 500)
    assert scroll.verticalScrollBar().maximum() == 0
    scroll.resize(400, 200)
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() > 0)
    assert scroll.minimumSizeHint().width() < 300


def test_an_inner_part_keeps_lines_of_the_type_in_force(qtbot):
    scroll = InnerScroll(QWidget(), 5)
    shown(qtbot, scroll, 200)
    assert scroll.minimumSizeHint().height() == 5 * scroll.fontMetrics().lineSpacing()


def use(name, share):
    return ResourceUse(name, name, "", share, "some")


def test_meters_without_room_for_all_show_the_tightest_in_order(qtbot):
    row = MeterRow(Theme())
    row.show_uses([use("A", 0.2), use("B", 0.9), use("C", None), use("D", 0.8)], pale=False)
    each = row.minimumSizeHint().width()
    shown(qtbot, row, 3 * each, 30)
    seen = [meter.accessibleName()[0] for meter in row._meters if meter.isVisible()]
    assert seen == ["B", "D"]
    assert row._more.text() == "+2"
    assert "A<br>C" in row._more.toolTip()
    row.resize(8 * each, 30)
    assert not row._more.isVisible()
    assert sum(meter.isVisible() for meter in row._meters) == 4


def test_the_strip_says_how_to_begin_when_nothing_is_entered(qtbot):
    strip = Strip(Theme())
    shown(qtbot, strip, 900, 50)
    strip.show_start()
    assert "Ctrl+Return" in strip._proof.text()
    assert not strip._problems.isVisible()


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 1.61, 2.0])
def test_the_rail_is_as_wide_as_its_longest_name_when_chosen(qtbot, qapp, scale):
    theme = Theme()
    try:
        theme.apply("light", scale)
        rail = Rail([(spec.name, spec.title, spec.icon) for spec in PAGES])
        shown(qtbot, rail, 200)
        rail.show_theme(theme.tokens)
        for name, button in rail._buttons.items():
            rail.show_page(name)
            assert button.sizeHint().width() <= button.width()
    finally:
        theme.apply("light", 1.0)


@pytest.mark.parametrize("scale", [1.0, 1.5, 1.61])
def test_no_page_widens_a_small_window(qtbot, analyzed, window, scale):
    theme = analyzed.theme
    try:
        theme.apply("light", scale)
        window.resize(900, 600)
        window.show()
        for spec in PAGES:
            window.show_page(spec.name)
            scroll = next(s for s in window.findChildren(PageScroll) if s.isVisible())
            bar = scroll.horizontalScrollBar()
            qtbot.waitUntil(lambda bar=bar: bar.maximum() == 0, timeout=2_000)
            hint = window.minimumSizeHint()
            assert hint.width() <= 900, spec.name
            assert hint.height() <= 600, spec.name
    finally:
        theme.apply("light", 1.0)


def test_long_words_in_the_strip_give_way(qtbot):
    strip = Strip(Theme())
    shown(qtbot, strip, 700, 60)
    before = strip.minimumSizeHint().width()
    strip._plan.show_text("480 funded, 720 cut · $4.03B")
    strip._proof.show_text(
        "57 % of all on the table · a good plan; looking for a better one · " * 3
    )
    assert strip.minimumSizeHint().width() < before + 200
    assert strip._proof.elided
    assert "looking for a better one" in strip._proof.toolTip()


def test_a_scrolling_part_asks_for_the_width_that_its_content_has_come_to_need(qtbot):
    content = QWidget()
    QVBoxLayout(content)
    scroll = InnerScroll(content, 3)
    page = shown(qtbot, QWidget(), 300)
    layout = QVBoxLayout(page)
    layout.addWidget(scroll)
    before = page.minimumSizeHint().width()
    content.layout().addWidget(Block(2 * before))
    qtbot.waitUntil(lambda: page.minimumSizeHint().width() > 2 * before)
