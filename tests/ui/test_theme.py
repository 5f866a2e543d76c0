from itertools import product

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QWidget
from shiboken6 import delete, isValid

from ui.theme import DARK, LIGHT, Theme, icon
from ui.theme.icons import _PATHS
from ui.theme.resting import Resting

TEXT = ("text", "muted", "accent", "funded", "cut", "forced", "warning", "error")
GROUNDS = ("surface", "window", "raised", "hover")
PAIRS = (
    ("accent_text", "accent"),
    ("accent", "accent_soft"),
    ("funded", "funded_soft"),
    ("warning", "warning_soft"),
    ("error", "error_soft"),
    ("text", "selection"),
    ("muted", "selection"),
)


def luminance(color):
    channels = [QColor(color).redF(), QColor(color).greenF(), QColor(color).blueF()]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a, b):
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_text_is_readable_on_every_ground(tokens):
    pairs = [*product(TEXT, GROUNDS), *PAIRS]
    poor = {
        pair: round(contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])), 2)
        for pair in pairs
        if contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])) < 4.5
    }
    assert not poor


def test_choosing_a_theme_paints_the_application(qapp, qtbot):
    theme = Theme()
    with qtbot.waitSignal(theme.theme_changed):
        theme.apply("dark", 1.2)
    assert qapp.palette().window().color() == QColor(DARK.window)
    assert qapp.font().pointSizeF() == pytest.approx(12.0)
    theme.apply("light", 1.0)


@pytest.mark.parametrize("name", sorted(_PATHS))
def test_every_icon_draws_something(qapp, name):
    picture = icon(name, LIGHT.text).pixmap(20, 20).toImage()
    drawn = {picture.pixelColor(x, y).alpha() for x, y in product(range(20), range(20))}
    assert max(drawn) > 100


def test_a_theme_in_force_is_not_put_on_again(qapp, monkeypatch):
    theme = Theme()
    theme.apply("light", 1.0)
    worn = []
    monkeypatch.setattr(type(qapp), "setStyleSheet", lambda _app, sheet: worn.append(sheet))
    theme.apply("light", 1.0)
    assert worn == []
    theme.apply("dark", 1.0)
    assert worn[0] == ""
    assert len(worn) == 2
    monkeypatch.undo()
    theme.apply("light", 1.0)
    assert LIGHT.text in qapp.styleSheet()


@pytest.fixture
def resting(qapp):
    """A theme, and a label on a page that is hidden in it."""
    theme, page = Theme(), QWidget()
    theme.apply("light", 1.0)
    label = QLabel("Words", page)
    label.setProperty("role", "error")
    rest = Resting(page, theme)
    page.show()
    page.hide()
    yield theme, page, label, rest
    theme.apply("light", 1.0)
    if isValid(page):
        delete(page)


def ink(label):
    return label.palette().windowText().color().name()


def test_a_hidden_page_is_dressed_when_it_is_shown(resting):
    theme, page, label, rest = resting
    theme.apply("dark", 1.0)
    assert ink(label) == LIGHT.error
    rest.dress()
    assert ink(label) == DARK.error
    page.show()
    theme.apply("light", 1.0)
    assert ink(label) == LIGHT.error


def test_a_page_that_rested_through_several_themes_wears_the_last_one(resting):
    theme, _page, label, rest = resting
    for look in ("dark", "light", "dark"):
        theme.apply(look, 1.0)
    rest.dress()
    assert ink(label) == DARK.error


def test_another_size_is_worn_at_once_by_all(resting):
    theme, _page, label, _rest = resting
    theme.apply("dark", 1.0)
    theme.apply("light", 1.5)
    assert ink(label) == LIGHT.error
    assert label.font().pointSizeF() == theme.points


def test_what_is_gone_is_forgotten(resting):
    theme, page, label, rest = resting
    theme.apply("dark", 1.0)
    delete(label)
    rest.dress()
    assert rest._waiting == []
    delete(page)
    theme.apply("light", 1.0)
    assert not isValid(rest)
