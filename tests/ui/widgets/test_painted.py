from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from ui.theme import DARK, Theme
from ui.widgets.meters import Meter
from ui.widgets.ranked_bars import BarList, BarRow, RankedBars
from ui.widgets.series_key import SeriesKey

LEFT = Qt.MouseButton.LeftButton
NASTY = "<img src=x> & <b>bold</b> &lt; " + "long " * 60


@pytest.fixture
def theme(qapp):
    return Theme()


def row(n, **fields):
    made = {
        "key": f"k{n}",
        "rank": str(n + 1),
        "name": f"No. {n}",
        "score": "50",
        "parts": (0.3, 0.2),
    }
    return BarRow(**{**made, **fields})


@pytest.fixture
def bars(qtbot, theme):
    bars = RankedBars(theme)
    qtbot.addWidget(bars)
    bars.resize(500, 200)
    bars.show()
    bars.show_rows(BarList([row(n) for n in range(2_000)]), ["Fit", "Trust"])
    return bars


class Counting(BarList):
    def __init__(self, rows):
        super().__init__(rows)
        self.asked = []

    def row(self, number):
        self.asked.append(number)
        return super().row(number)


def test_only_the_rows_that_are_seen_are_made(bars):
    rows = Counting([row(n) for n in range(2_000)])
    bars.show_rows(rows, ["Fit", "Trust"])
    bars.grab()
    assert 0 < len(set(rows.asked)) < 20


def test_a_click_chooses_the_row_under_it(qtbot, bars):
    height = bars.fontMetrics().height() + 8
    with qtbot.waitSignal(bars.row_chosen) as chosen:
        qtbot.mousePress(bars.viewport(), LEFT, pos=QPoint(60, height * 2 + 3))
    assert chosen.args == ["k2"]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (Qt.Key.Key_Down, "k6"),
        (Qt.Key.Key_Up, "k4"),
        (Qt.Key.Key_PageDown, "k15"),
        (Qt.Key.Key_Home, "k0"),
        (Qt.Key.Key_End, "k1999"),
    ],
)
def test_keys_go_through_the_list(qtbot, bars, key, expected):
    bars.show_current("k5")
    with qtbot.waitSignal(bars.row_chosen) as chosen:
        qtbot.keyClick(bars, key)
    assert chosen.args == [expected]


def test_the_current_row_is_brought_into_view_and_read_out(bars):
    bars.show_current("k900")
    height = bars.fontMetrics().height() + 8
    top = 900 * height - bars.verticalScrollBar().value()
    assert 0 <= top < bars.viewport().height()
    assert bars.accessibleDescription() == "901 No. 900: 50"


def test_moves_and_verdicts_are_drawn(bars):
    plain = bars.grab().toImage()
    bars.show_rows(BarList([row(0, moved=3), row(1, moved=-2, verdict="fund")]), ["Fit", "Trust"])
    assert bars.grab().toImage() != plain


def test_pale_rows_look_different(bars):
    plain = bars.grab().toImage()
    bars.show_pale()
    assert bars.grab().toImage() != plain


def test_a_tooltip_tells_the_parts_without_reading_markup(qapp, bars, monkeypatch):
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, *_more: told.append(text))
    bars.show_rows(BarList([row(0, name=NASTY, verdict="cut")]), ["<b>Fit</b>", "Trust"])
    event = QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(60, 5), QPoint(60, 5))
    qapp.sendEvent(bars.viewport(), event)
    assert "&lt;img src=x&gt;" in told[0]
    assert "&lt;b&gt;Fit&lt;/b&gt;: 60 % of the score" in told[0]
    assert "<img" not in told[0]


def test_an_empty_list_paints_and_ignores_keys(qtbot, bars):
    full = bars.grab().toImage()
    bars.show_rows(BarList(), [])
    assert bars.grab().toImage() != full
    with qtbot.assertNotEmitted(bars.row_chosen):
        qtbot.keyClick(bars, Qt.Key.Key_Down)


def test_the_color_key_takes_the_lines_it_needs(qtbot, theme):
    key = SeriesKey(theme)
    qtbot.addWidget(key)
    key.show_names([f"Criterion number {n}" for n in range(9)])
    assert key.heightForWidth(300) > 2 * key.heightForWidth(2_000)
    assert "Criterion number 8" in key.accessibleName()
    key.show_names([])
    assert not key.isVisible()


def test_a_meter_tells_its_use(qtbot, theme):
    meter = Meter(theme)
    qtbot.addWidget(meter)
    use = SimpleNamespace(
        resource_id="r1",
        name=NASTY,
        period="Q1",
        share=0.98,
        amount="98 of 100",
        binding=True,
        demand_share=1.6,
    )
    meter.resize(120, 30)
    meter.show_use(use, pale=False)
    strong = meter.grab().toImage()
    assert "<img" not in meter.toolTip()
    assert "98 of 100 in Q1" in meter.accessibleName()
    meter.show_use(use, pale=True)
    assert meter.grab().toImage() != strong
    with qtbot.waitSignal(meter.meter_clicked) as clicked:
        qtbot.mouseClick(meter, LEFT)
    assert clicked.args == ["r1"]


def test_another_theme_is_painted_anew(bars, theme):
    light = bars.grab().toImage()
    theme.tokens = DARK
    theme.theme_changed.emit()
    assert bars.grab().toImage() != light
