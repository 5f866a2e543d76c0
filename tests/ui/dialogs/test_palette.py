import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from ui.dialogs.palette import Entry, Palette, matching

ENTRIES = [
    Entry("a", "Save as", "File"),
    Entry("b", "Open", "File"),
    Entry("c", "Unsaved work", "Help"),
    Entry("d", "Quick save", "File"),
]


def keys(typed):
    return [entry.key for entry in matching(ENTRIES, typed)]


def test_all_words_must_be_there_in_any_order():
    assert keys("as sav") == ["a"]
    assert keys("nothing like it") == []


def test_better_matches_come_first():
    assert keys("save") == ["a", "d", "c"]


def test_nothing_typed_keeps_the_given_order():
    assert keys("") == ["a", "b", "c", "d"]


def test_the_hint_is_searched_too():
    assert keys("help") == ["c"]


def test_letters_and_enter_choose(qtbot):
    palette = Palette(ENTRIES)
    qtbot.addWidget(palette)
    palette.show()
    qtbot.keyClicks(palette._field, "save")
    qtbot.keyClick(palette._field, Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.entry_chosen) as chosen:
        qtbot.keyClick(palette._field, Qt.Key.Key_Return)
    assert chosen.args == ["d"]
    assert not palette.isVisible()


@pytest.fixture
def popped_up(qtbot):
    """A window with its palette over it."""
    below = QLineEdit()
    qtbot.addWidget(below)
    with qtbot.waitActive(below):
        below.show()
        below.activateWindow()
    palette = Palette(ENTRIES, below)
    palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    palette.pop_up()
    return below, palette


def late(below, key, text=""):
    """A key that the system still sends to the window below."""
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
    QApplication.sendEvent(below.windowHandle(), event)


def test_what_the_window_below_is_sent_too_late_is_typed_into_the_palette(qtbot, popped_up):
    below, palette = popped_up
    # The offscreen system gives it the keyboard at once; others take their time.
    palette._had_keyboard = False
    late(below, Qt.Key.Key_S, "s")
    late(below, Qt.Key.Key_A, "a")
    late(below, Qt.Key.Key_Down)
    assert (below.text(), palette._field.text()) == ("", "sa")
    with qtbot.waitSignal(palette.entry_chosen) as chosen:
        late(below, Qt.Key.Key_Return, "\r")
    assert chosen.args == ["d"]
    late(below, Qt.Key.Key_S, "s")
    assert below.text() == "s"


def test_the_palette_goes_when_the_keyboard_does(qtbot, popped_up):
    below, palette = popped_up
    for window, hidden in ((palette, False), (below, True)):
        with qtbot.waitActive(window):
            window.activateWindow()
        assert palette.isVisible() or hidden
    qtbot.waitUntil(palette.isHidden)


def test_without_a_match_it_says_so_and_what_to_try(qtbot):
    palette = Palette(ENTRIES)
    qtbot.addWidget(palette)
    palette.show()
    qtbot.keyClicks(palette._field, "zebra <b>")
    assert palette._nothing.isVisible()
    assert palette._nothing.text().startswith("Nothing is called “zebra <b>”. Try")
    qtbot.keyClick(palette._field, Qt.Key.Key_Return)
    assert palette.isVisible()
    palette._field.clear()
    assert palette._list.isVisible()
    assert not palette._nothing.text()
