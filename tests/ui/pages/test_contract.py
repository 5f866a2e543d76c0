"""What every page must do with every document."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from tests.ui.pages.scenes import SCENES, open_page, put
from ui.pages import PAGES
from ui.widgets.elided_label import ElidedLabel

NAMES = [spec.name for spec in PAGES]
OWN = [name for name in NAMES if name != "initiatives"]
LOOKS = [("light", 1.0), ("dark", 1.0), ("light", 1.5)]


@pytest.fixture
def plain_theme(context):
    yield
    context.theme.apply("light", 1.0)


@pytest.fixture
def page_of(qtbot, context, results_of, plain_theme):
    def page_of(name, scene, size=(1080, 690)):
        put(context, results_of(scene))
        return open_page(qtbot, context, name, size)

    return page_of


class Windows(QObject):
    """Remembers every window that is shown."""

    def __init__(self):
        super().__init__()
        self.windows = []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            self.windows += [watched] if watched.isWindow() else []
        return False


def seen(page, kind):
    return [widget for widget in page.findChildren(kind) if widget.isVisibleTo(page)]


def cut(widget):
    """Whether a label or button has less room than its text needs."""
    if isinstance(widget, ElidedLabel):
        return False
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.heightForWidth(widget.width()) > widget.height() + 1
    return widget.sizeHint().width() > widget.width() + 1


def cut_texts(widgets):
    return [widget.text() for widget in widgets if widget.text() and cut(widget)]


@pytest.mark.parametrize("scene", list(SCENES))
@pytest.mark.parametrize("name", NAMES)
def test_every_page_shows_every_document(page_of, name, scene):
    page = page_of(name, scene)
    assert page.isVisible()
    assert page.accessibleName()
    assert page.grab().width() == page.width()


@pytest.mark.parametrize("name", NAMES)
def test_no_part_of_a_page_is_a_window_for_a_moment(qapp, page_of, name):
    shown = Windows()
    qapp.installEventFilter(shown)
    page = page_of(name, "tutorial")
    qapp.removeEventFilter(shown)
    assert shown.windows == [page]


@pytest.mark.parametrize("name", NAMES)
def test_every_page_survives_another_theme_and_larger_type(page_of, context, name):
    page = page_of(name, "tutorial")
    before = page.grab().toImage()
    for look, scale in LOOKS:
        context.theme.apply(look, scale)
        assert page.grab().height() == page.height()
    context.theme.apply("dark", 1.0)
    assert page.grab().toImage() != before


@pytest.mark.parametrize("name", OWN)
def test_whatever_takes_the_focus_says_what_it_is(page_of, name):
    page = page_of(name, "lab")
    nameless = [
        type(widget).__name__
        for widget in seen(page, QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
        and not isinstance(widget, QHeaderView | QScrollBar)
        and not (isinstance(widget.parent(), QComboBox) and isinstance(widget, QLineEdit))
    ]
    assert nameless == []


@pytest.mark.parametrize(("look", "scale"), LOOKS)
@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("scene", ["tutorial", "empty", "contradictory"])
def test_no_label_or_button_is_cut_off(qtbot, page_of, context, name, scene, look, scale):
    context.theme.apply(look, scale)
    page = page_of(name, scene)
    texts = [*seen(page, QLabel), *seen(page, QPushButton)]
    qtbot.waitUntil(lambda: page.grab().width() > 0 and not cut_texts(texts), timeout=2_000)


@pytest.mark.parametrize("name", OWN)
def test_markup_in_names_is_shown_as_it_is_typed(page_of, name):
    page = page_of(name, "markup")
    for label in seen(page, QLabel):
        plain = label.textFormat() == Qt.TextFormat.PlainText
        assert plain or "<" not in label.text()
        assert "<img" not in label.toolTip()
    for button in seen(page, QAbstractButton):
        assert "<img" not in button.toolTip()
    for field in seen(page, QWidget):
        assert "<b>bold" not in field.toolTip()


@pytest.mark.parametrize("name", NAMES)
def test_long_names_do_not_widen_a_page(page_of, name):
    wide = page_of(name, "markup").minimumSizeHint().width()
    assert wide <= 1080


@pytest.mark.parametrize("name", OWN)
def test_a_page_says_in_words_that_it_is_out_of_date(page_of, context, name):
    page = page_of(name, "large")
    old = any(part in context.analyst.results.stale for part in page.parts)
    words = [button.text() for button in seen(page, QPushButton)]
    assert any(text.startswith(("updating", "Out of date")) for text in words) == old


@pytest.mark.parametrize("name", OWN)
def test_nothing_moves_when_a_page_says_that_it_is_out_of_date(page_of, context, name):
    page = page_of(name, "lab", (1064, 690))
    state = page._freshness
    before = page.body.geometry()
    assert not state.isVisible()
    state.setVisible(True)
    page._page_scroll.content.activate()
    assert page.body.geometry() == before


@pytest.mark.parametrize("name", OWN)
def test_nothing_is_hidden_behind_a_horizontal_scroll_bar(page_of, name):
    page = page_of(name, "tutorial")
    sideways = [
        area.accessibleName()
        for area in seen(page, QAbstractScrollArea)
        if area.horizontalScrollBar().isVisibleTo(page)
    ]
    assert sideways == []


@pytest.mark.parametrize(("look", "scale"), LOOKS)
@pytest.mark.parametrize("name", OWN)
def test_what_scrolls_is_not_wider_than_what_is_seen(page_of, context, name, look, scale):
    context.theme.apply(look, scale)
    page = page_of(name, "tutorial")
    page.grab()
    for area in seen(page, QScrollArea):
        assert area.widget().width() <= area.viewport().width()


@pytest.mark.parametrize("name", ["criteria", "ranking", "funding"])
def test_a_page_with_nothing_to_show_offers_to_begin(page_of, context, name):
    page = page_of(name, "empty")
    asked = []
    context.requests.action_requested.connect(asked.append)
    begin = next(b for b in seen(page, QPushButton) if b.text() == "Add an initiative")
    begin.click()
    assert asked == ["initiative.add"]


@pytest.mark.parametrize("name", ["criteria", "ranking", "funding"])
def test_a_page_with_something_to_show_does_not(page_of, name):
    page = page_of(name, "tutorial")
    assert "Add an initiative" not in [b.text() for b in seen(page, QPushButton)]
